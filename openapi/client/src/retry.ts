// When a request may be sent again, and after how long. Pure: time and chance are arguments. Only answers that leave the
// outcome open, or ask to come back later, are retried; a definitive refusal never is.

/** Short enough that a single lost packet costs nothing noticeable. */
const BACKOFF_BASE_MS = 50;
/** A platform that restarts is back within seconds: longer waits would only prolong the outage. */
const BACKOFF_CAP_MS = 2_000;

/**
 * The wait before retry number `attempt` (0 for the first): exponential with full jitter, so that clients which failed together
 * do not come back together. `random` is in [0, 1).
 */
export const backoffDelayMs = (attempt: number, random: number): number =>
  Math.floor(random * Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** attempt));

/**
 * Whether an answer with this status and problem code may be different when asked again under the same key. Of 5xx all are: none says
 * that nothing happened.
 */
export const isRetryable = (status: number, code: string | null): boolean =>
  status >= 500 || status === 408 || status === 429 || (status === 409 && code === "idempotency_key_in_use");

export interface RetryState {
  readonly attempt: number;
  readonly random: number;
  readonly retryAfterMs: number;
  /** Since the first attempt. */
  readonly elapsedMs: number;
  readonly deadlineMs: number;
}

/** The wait before the next attempt, never shorter than the platform asked for; null when it would end after the deadline. */
export function nextDelayMs(state: RetryState): number | null {
  const delayMs = Math.max(backoffDelayMs(state.attempt, state.random), state.retryAfterMs);
  return state.elapsedMs + delayMs > state.deadlineMs ? null : delayMs;
}
