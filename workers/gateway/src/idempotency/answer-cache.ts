// What was answered under which key, for a while and in memory alone: an answer that is forgotten is asked for in the region, where
// the key's row in Postgres gives the same bytes (law 12). Time is an argument.
import type { GateAnswer } from "./pass.ts";

/** Retries come within seconds, or a client's next start: longer than most. A gate that nobody asks loses its memory sooner. */
export const KEEP_MS = 10 * 60 * 1_000;
/** Bounds the memory of one gate, at two bytes each; an isolate may hold all of them. */
export const MAX_CHARACTERS = 512 * 1_024;
/** What an answer weighs beside its id and body: its fingerprint and headers, and its place. */
export const ENTRY_CHARACTERS = 500;

export interface CachedAnswer {
  readonly fingerprint: string;
  readonly answer: GateAnswer;
  readonly keptAtMs: number;
}

export class AnswerCache {
  /** The oldest first. */
  readonly #kept = new Map<string, CachedAnswer>();
  #characters = 0;

  find(id: string, nowMs: number): CachedAnswer | null {
    const kept = this.#kept.get(id);
    return kept !== undefined && kept.keptAtMs + KEEP_MS > nowMs ? kept : null;
  }

  keep(id: string, kept: CachedAnswer): void {
    this.#forget(id);
    this.#kept.set(id, kept);
    this.#characters += weightOf(id, kept);
    for (const [oldest, { keptAtMs }] of this.#kept) {
      if (this.#characters <= MAX_CHARACTERS && keptAtMs + KEEP_MS > kept.keptAtMs) return;
      this.#forget(oldest);
    }
  }

  #forget(id: string): void {
    const kept = this.#kept.get(id);
    if (kept === undefined) return;
    this.#characters -= weightOf(id, kept);
    this.#kept.delete(id);
  }
}

const weightOf = (id: string, { answer }: CachedAnswer): number => id.length + answer.body.length + ENTRY_CHARACTERS;
