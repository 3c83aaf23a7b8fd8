// When a failed delivery is tried again: a published schedule of about three days, with jitter. A receiver's Retry-After may delay an attempt but
// not extend the schedule. Pure: time and chance are arguments.

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * The waits between attempts: seconds for a short failure, minutes for a deployment, hours for an outage over a weekend.
 *
 * @internal Tests read the limit instead of repeating it.
 */
export const RETRY_DELAYS_MS: readonly number[] = [
  5 * SECOND_MS,
  30 * SECOND_MS,
  ...[2, 10, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 4, 8, 12, 12, 12, 12, 8].map((hours) => hours * HOUR_MS),
];
/** The longest wait of the schedule. A longer Retry-After is shortened to it. @internal Tests read the limit instead of repeating it. */
export const MAX_RETRY_AFTER_MS = 12 * HOUR_MS;
/**
 * After this time a delivery is exhausted, whatever jitter and Retry-After were.
 *
 * @internal Tests read the limit instead of repeating it.
 */
export const RETRY_WINDOW_MS = 72 * HOUR_MS;
/** A fifth more or less, so that the deliveries that failed together are not retried together. */
const JITTER = 0.2;

/**
 * Milliseconds until the next attempt, or null: exhausted.
 *
 * @param failedAttempts at least 1.
 * @param random in [0, 1).
 * @param retryAfterMs the receiver's Retry-After: the next attempt is not earlier, unless it is more than MAX_RETRY_AFTER_MS.
 * @param elapsedMs since the first attempt. If left out, the window is measured by the schedule alone, and waits by Retry-After do not
 *   count.
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
