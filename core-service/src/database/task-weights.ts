// What a task on a connection weighs in the turns of owners: what the last one of its owner took. So who asks for what takes long, such as lists over
// very many accounts, has no more of the time than anybody else who waits.

/** Most statements take less, and weigh the same. */
const UNIT_MS = 10;
/** A database that was slow for a while keeps nobody waiting for longer than this of others' time. */
const MAX_WEIGHT = 100;
/** Owners whose tasks weigh more than others': bounds memory. */
const MAX_OWNERS = 1_000;

export class TaskWeights {
  /** Only those above 1; the one that was slow the longest ago first. */
  readonly #heavy = new Map<string, number>();

  of(owner: string): number {
    return this.#heavy.get(owner) ?? 1;
  }

  /** A task of this owner took so long, its waiting not counted. */
  took(owner: string, ms: number): void {
    const weight = Math.min(MAX_WEIGHT, Math.ceil(ms / UNIT_MS));
    this.#heavy.delete(owner);
    if (weight > 1) this.#heavy.set(owner, weight);
    const [longestAgo] = this.#heavy.keys();
    if (this.#heavy.size > MAX_OWNERS && longestAgo !== undefined) this.#heavy.delete(longestAgo);
  }
}
