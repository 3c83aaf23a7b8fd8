// Caches the readiness of the platform, so that it is checked at most once a second: anyone may request it, and each check costs a turn of a
// lane.

/**
 * Short enough for a load balancer, long enough that many requests cost as much as one.
 *
 * @internal Tests read the limit instead of repeating it.
 */
export const READINESS_MS = 1_000;

/** Remembers the last check, running or finished: requests within READINESS_MS share its result. */
export class Readiness<Report> {
  #last: { readonly askedMs: number; readonly answer: Promise<Report> } | null = null;

  /** The result of a check in the last second, or that of `ask`. Time counts from the start of a check: one that never ends blocks no later request. */
  answer(nowMs: number, ask: () => Promise<Report>): Promise<Report> {
    if (this.#last === null || nowMs - this.#last.askedMs >= READINESS_MS) this.#last = { askedMs: nowMs, answer: ask() };
    return this.#last.answer;
  }
}
