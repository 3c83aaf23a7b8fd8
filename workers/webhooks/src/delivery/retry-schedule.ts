// When a failed delivery is tried again: a published schedule of about three days, pulled apart by chance, that a receiver's
// Retry-After may slow down but not make longer. Pure: no clock and no chance of its own.

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/** The waits between attempts. Seconds for a hiccup, minutes for a deployment, hours for an outage over a weekend. */
export const RETRY_DELAYS_MS: readonly number[] = [
  5 * SECOND_MS,
  30 * SECOND_MS,
  ...[2, 10, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 4, 8, 12, 12, 12, 12, 8].map((hours) => hours * HOUR_MS),
];
/** The longest wait of the schedule. A receiver that asks for more is tried earlier than it asked. */
export const MAX_RETRY_AFTER_MS = 12 * HOUR_MS;
/** Attempts in all: the first comes at once. */
export const MAX_ATTEMPTS = RETRY_DELAYS_MS.length + 1;
/** After it a delivery is exhausted, whatever chance and the receiver said on the way. */
export const RETRY_WINDOW_MS = 72 * HOUR_MS;
/** A receiver that was down for all is tried by all when it is back: a fifth more or less spreads them. */
const JITTER = 0.2;

/**
 * Milliseconds until the next attempt, or null: exhausted.
 *
 * @param failedAttempts at least 1.
 * @param random in [0, 1).
 * @param retryAfterMs what the receiver asked for: it is not tried earlier, unless it asks for more than MAX_RETRY_AFTER_MS.
 * @param elapsedMs since the first attempt. Who does not know it has the window measured by the schedule alone, and
 *   then waits that receivers asked for do not count against it.
 */
export function retryDelayMs(
  failedAttempts: number,
  random: number,
  retryAfterMs: number | null,
  elapsedMs: number = scheduledElapsedMs(failedAttempts),
): number | null {
  const scheduledMs = RETRY_DELAYS_MS[failedAttempts - 1];
  const leftMs = RETRY_WINDOW_MS - elapsedMs;
  const notBeforeMs = Math.min(Math.max(retryAfterMs ?? 0, 0), MAX_RETRY_AFTER_MS);
  if (scheduledMs === undefined || leftMs <= 0 || notBeforeMs > leftMs) return null;
  const jitteredMs = Math.round(scheduledMs * (1 - JITTER + 2 * JITTER * random));
  return Math.min(Math.max(jitteredMs, notBeforeMs), leftMs);
}

const scheduledElapsedMs = (failedAttempts: number): number =>
  RETRY_DELAYS_MS.slice(0, failedAttempts - 1).reduce((sum, delayMs) => sum + delayMs, 0);
