// A cache of recent answers by key, in memory alone. After an answer was evicted, a retry goes to the region, where the key's row in Postgres
// gives the same bytes (law 12). Time is an argument.
import type { GateAnswer } from "./pass.ts";

/**
 * Longer than most retries take, which come within seconds or after a client's restart. An idle gate loses its memory sooner.
 *
 * @internal Tests read the limit instead of repeating it.
 */
export const KEEP_MS = 10 * 60 * 1_000;
/**
 * Bounds the memory of one gate, at two bytes per character; one isolate may hold all gates.
 *
 * @internal Tests read the limit instead of repeating it.
 */
export const MAX_CHARACTERS = 512 * 1_024;
/**
 * The estimated size of an entry beside its id and body: fingerprint, headers, and overhead of the map.
 *
 * @internal Tests read the limit instead of repeating it.
 */
export const ENTRY_CHARACTERS = 500;

export interface CachedAnswer {
  readonly fingerprint: string;
  readonly answer: GateAnswer;
  readonly keptAtMs: number;
}

export class AnswerCache {
  /** In the order of insertion, the oldest first. */
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
