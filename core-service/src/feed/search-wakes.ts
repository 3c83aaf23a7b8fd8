// When the relay wakes the search. The first run after a pause does at once, so that a single write is found soon; runs that come close behind it share one
// message, which is delayed, so that a busy platform sends two messages a second. Pure.

/** As a queue counts a delay. */
const DELAY_S = 1;
const DELAY_MS = 1_000;
/** A message that arrives sooner than this may be read before the run's events are: it is not relied on. */
const MARGIN_MS = 100;

export class SearchWakes {
  #wokenMs = Number.NEGATIVE_INFINITY;
  #dueMs = Number.NEGATIVE_INFINITY;

  /** The delay in seconds of the message that a run at `nowMs` sends, after its events have their positions; null: one that is under way finds them. */
  delayFor(nowMs: number): number | null {
    if (this.#dueMs - nowMs > MARGIN_MS) return null;
    return nowMs - this.#wokenMs < DELAY_MS ? DELAY_S : 0;
  }

  /** A message was sent with that delay. */
  sent(nowMs: number, delayS: number): void {
    if (delayS === 0) this.#wokenMs = nowMs;
    else this.#dueMs = nowMs + DELAY_MS;
  }
}
