// Whether the house is ready, asked at most once a second: the question is public, and each time it is asked it takes a turn on
// the way that requests take.

/** Short enough for a load balancer, long enough that a crowd of askers costs what one does. */
export const READINESS_MS = 1_000;

/** Remembers the last question, asked or answered: who comes within READINESS_MS gets its answer. */
export class Readiness<Report> {
  #last: { readonly askedMs: number; readonly answer: Promise<Report> } | null = null;

  /** The answer of the last second, or `ask`'s. It counts from the question: one that is never answered holds nobody up for good. */
  answer(nowMs: number, ask: () => Promise<Report>): Promise<Report> {
    if (this.#last === null || nowMs - this.#last.askedMs >= READINESS_MS) this.#last = { askedMs: nowMs, answer: ask() };
    return this.#last.answer;
  }
}
