// When a failed delivery is tried again. The schedule is published: docs/webhooks.md repeats it.
const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Before the second attempt, the third, and so on: 66 h in all, three days with all jitter upward. */
export const RETRY_DELAYS_MS: readonly number[] = [
  5 * SECOND,
  30 * SECOND,
  2 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
  ...[10 * HOUR, 10 * HOUR, 10 * HOUR, 10 * HOUR, 10 * HOUR],
];
/** Either way: endpoints that failed together must not be called together. */
const JITTER = 0.1;
/** Nobody's Retry-After puts a delivery off for longer. */
const RETRY_AFTER_MAX_MS = 12 * HOUR;

/**
 * How long to wait after `failedAttempts` failures; null: no more attempts.
 *
 * @param random in [0, 1).
 * @param retryAfterMs what the endpoint asked for: it is not called earlier.
 */
export function retryDelayMs(failedAttempts: number, random: number, retryAfterMs: number | null): number | null {
  const scheduledMs = RETRY_DELAYS_MS[failedAttempts - 1];
  if (scheduledMs === undefined) return null;
  const jittered = scheduledMs * (1 - JITTER + 2 * JITTER * random);
  return Math.round(Math.max(jittered, Math.min(retryAfterMs ?? 0, RETRY_AFTER_MAX_MS)));
}

/** A Retry-After header in milliseconds from now (RFC 9110, section 10.2.3: seconds or a date); null: none that can be understood. */
export function parseRetryAfter(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * SECOND;
  // Dates begin with the name of a day; Date.parse would take much more.
  const atMs = /^[A-Z][a-z]{2}/.test(header) ? Date.parse(header) : Number.NaN;
  return Number.isNaN(atMs) ? null : Math.max(0, atMs - nowMs);
}
