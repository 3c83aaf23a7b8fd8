// When a request may be sent again, and after how long. Pure: time and chance are arguments. Only answers that leave the outcome open, or ask for
// a later retry, are retried; a definitive refusal never is.

/** Short enough that a single lost packet causes no noticeable delay. */
const BACKOFF_BASE_MS = 50;
/** A platform that restarts is available again within seconds: longer waits would only prolong the outage. */
const BACKOFF_CAP_MS = 2_000;

/**
 * The wait before retry number `attempt` (0 for the first): exponential with full jitter, so that clients that failed together do not retry
 * together. `random` is in [0, 1).
 *
 * @internal A rule, tested as a table.
 */
export const backoffDelayMs = (attempt: number, random: number): number =>
  Math.floor(random * Math.min(BACKOFF_CAP_MS, BACKOFF_BASE_MS * 2 ** attempt));

/**
 * Whether the answer may be different when the request is repeated with the same key. All 5xx are retryable: none of them means that nothing
 * happened.
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
