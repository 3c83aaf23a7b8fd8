// What was answered under which key, for a while and in memory alone: an answer that is forgotten is asked for in the region, where
// the key's row in Postgres gives the same bytes (law 15). Time is an argument.
import type { Answer } from "./pass.ts";

/** Retries come within seconds, or a client's next start: longer than most, shorter than a gate's memory may live. */
export const KEEP_MS = 10 * 60 * 1_000;
/** Bounds the memory of one gate; an isolate may hold all of them. */
export const MAX_CHARACTERS = 512 * 1_024;

export interface Kept {
  readonly fingerprint: string;
  readonly answer: Answer;
  readonly keptAtMs: number;
}

export class Answers {
  /** The oldest first. */
  readonly #kept = new Map<string, Kept>();
  #characters = 0;

  find(id: string, nowMs: number): Kept | null {
    const kept = this.#kept.get(id);
    return kept !== undefined && kept.keptAtMs + KEEP_MS > nowMs ? kept : null;
  }

  keep(id: string, kept: Kept): void {
    this.#forget(id);
    this.#kept.set(id, kept);
    this.#characters += kept.answer.body.length;
    for (const [oldest, { keptAtMs }] of this.#kept) {
      if (this.#characters <= MAX_CHARACTERS && keptAtMs + KEEP_MS > kept.keptAtMs) return;
      this.#forget(oldest);
    }
  }

  #forget(id: string): void {
    this.#characters -= this.#kept.get(id)?.answer.body.length ?? 0;
    this.#kept.delete(id);
  }
}
