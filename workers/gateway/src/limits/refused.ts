// Who was refused for what waits, and when to come again. Whoever comes earlier is refused here: to be refused must cost others nothing.

/** As Retry-After of such a refusal says. */
const REFUSED_MS = 1_000;
/** Bounds memory: when it is full, the oldest entry is forgotten, and its request is judged where the last one was. */
const MAX_REMEMBERED = 10_000;

export class Refused {
  /** In the order of their ends. */
  readonly #untilMs = new Map<string, number>();

  /** @param what names who was refused and for what. */
  note(what: string, nowMs: number): void {
    this.#untilMs.delete(what); // so that it is inserted again at the end
    if (this.#untilMs.size >= MAX_REMEMBERED) this.#untilMs.delete(this.#untilMs.keys().next().value as string);
    this.#untilMs.set(what, nowMs + REFUSED_MS);
  }

  has(what: string, nowMs: number): boolean {
    return (this.#untilMs.get(what) ?? 0) > nowMs;
  }
}
