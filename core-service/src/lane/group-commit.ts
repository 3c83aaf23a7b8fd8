// Group commit: what arrives while a batch is in flight forms the next one. No timer: at low load an item waits for nobody,
// at high load batches grow by themselves. Knows nothing of databases.

/** An item's own end: one poison item must not speak for the others. */
export type Settled<Outcome> = { readonly ok: true; readonly outcome: Outcome } | { readonly ok: false; readonly error: unknown };

interface Waiting<Item, Outcome> {
  readonly item: Item;
  readonly settle: (settled: Settled<Outcome>) => void;
}

export interface GroupCommitOptions {
  readonly maxBatch: number;
  /** Bounds memory and waiting: beyond it an item is turned away with `overloaded()`, before any effect. */
  readonly maxWaiting: number;
  readonly overloaded: () => Error;
  /** Whether an item's error speaks for those that still wait: they are told now, instead of one time-out after another. */
  readonly endsAll: (error: unknown) => boolean;
}

export class GroupCommit<Item, Outcome> {
  readonly #commit: (batch: readonly Item[]) => Promise<readonly Settled<Outcome>[]>;
  readonly #options: GroupCommitOptions;
  #waiting: Waiting<Item, Outcome>[] = [];
  #flushing = false;

  /** @param commit commits a batch and answers every item in its order; never rejects. */
  constructor(commit: (batch: readonly Item[]) => Promise<readonly Settled<Outcome>[]>, options: GroupCommitOptions) {
    this.#commit = commit;
    this.#options = options;
  }

  /** Resolves with the item's outcome, or rejects with why it is not known. */
  submit(item: Item): Promise<Outcome> {
    if (this.#waiting.length >= this.#options.maxWaiting) return Promise.reject(this.#options.overloaded());
    const outcome = new Promise<Outcome>((resolve, reject) => {
      this.#waiting.push({ item, settle: (settled) => (settled.ok ? resolve(settled.outcome) : reject(settled.error)) });
    });
    if (!this.#flushing) void this.#flush();
    return outcome;
  }

  async #committed(items: readonly Item[]): Promise<readonly Settled<Outcome>[]> {
    try {
      return await this.#commit(items);
    } catch (error) {
      return items.map(() => ({ ok: false, error }));
    }
  }

  async #flush(): Promise<void> {
    this.#flushing = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, this.#options.maxBatch);
      const settled = await this.#committed(batch.map((waiting) => waiting.item));
      batch.forEach((waiting, index) => waiting.settle(settled[index] ?? { ok: false, error: new Error("an item without an outcome") }));
      const end = settled.find((one) => !one.ok && this.#options.endsAll(one.error));
      if (end !== undefined) for (const waiting of this.#waiting.splice(0)) waiting.settle(end);
    }
    this.#flushing = false;
  }
}
