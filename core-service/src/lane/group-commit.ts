// Group commit: the items that arrive while a batch is in flight form the next batch. No timer: at low load no item waits, at high load batches
// grow by themselves. It knows nothing of databases.

/** The result of one item: a poison item must not decide about the others. */
export type Settled<ItemOutcome> = { readonly ok: true; readonly outcome: ItemOutcome } | { readonly ok: false; readonly error: unknown };

interface Waiting<Item, ItemOutcome> {
  readonly item: Item;
  readonly settle: (settled: Settled<ItemOutcome>) => void;
}

export interface GroupCommitOptions<Item> {
  /** The most that a batch may weigh. An item that weighs more by itself is a batch alone. */
  readonly maxWeight: number;
  /** What an item counts for: 1 if left out. */
  readonly weigh?: (item: Item) => number;
  /** Bounds memory and waiting: an item beyond it is rejected with `overloaded()`, before any effect. */
  readonly maxWaiting: number;
  readonly overloaded: () => Error;
  /** Whether an item's error fails those that still wait too: they are rejected at once, instead of by one time-out after another. */
  readonly endsAll: (error: unknown) => boolean;
}

export class GroupCommit<Item, ItemOutcome> {
  readonly #commit: (batch: readonly Item[]) => Promise<readonly Settled<ItemOutcome>[]>;
  readonly #options: GroupCommitOptions<Item>;
  #waiting: Waiting<Item, ItemOutcome>[] = [];
  #flushing = false;

  /** @param commit commits a batch and answers every item in its order; never rejects. */
  constructor(commit: (batch: readonly Item[]) => Promise<readonly Settled<ItemOutcome>[]>, options: GroupCommitOptions<Item>) {
    this.#commit = commit;
    this.#options = options;
  }

  /** Resolves with the item's outcome, or rejects with the reason why it is not known. */
  submit(item: Item): Promise<ItemOutcome> {
    if (this.#waiting.length >= this.#options.maxWaiting) return Promise.reject(this.#options.overloaded());
    const outcome = new Promise<ItemOutcome>((resolve, reject) => {
      this.#waiting.push({ item, settle: (settled) => (settled.ok ? resolve(settled.outcome) : reject(settled.error)) });
    });
    if (!this.#flushing) void this.#flush();
    return outcome;
  }

  /** How many of those that wait go next: as many as the weight allows, and at least one. */
  #sizeOfNext(): number {
    const { maxWeight, weigh = () => 1 } = this.#options;
    let weight = 0;
    const beyond = this.#waiting.findIndex(({ item }) => (weight += weigh(item)) > maxWeight);
    return beyond < 0 ? this.#waiting.length : Math.max(1, beyond);
  }

  async #committed(items: readonly Item[]): Promise<readonly Settled<ItemOutcome>[]> {
    try {
      return await this.#commit(items);
    } catch (error) {
      return items.map(() => ({ ok: false, error }));
    }
  }

  async #flush(): Promise<void> {
    this.#flushing = true;
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, this.#sizeOfNext());
      const settled = await this.#committed(batch.map((waiting) => waiting.item));
      batch.forEach((waiting, index) => waiting.settle(settled[index] ?? { ok: false, error: new Error("an item without an outcome") }));
      const end = settled.find((one) => !one.ok && this.#options.endsAll(one.error));
      if (end !== undefined) for (const waiting of this.#waiting.splice(0)) waiting.settle(end);
    }
    this.#flushing = false;
  }
}
