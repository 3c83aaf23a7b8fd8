// Group commit: the items that arrive while a batch is in flight form the next batch, by turns between those who sent them. No timer: at low load no
// item waits, at high load batches grow by themselves. It knows nothing of databases.
import { Full } from "../database/failure.ts";
import { type Load, Turns } from "../database/turns.ts";
import type { WaitingSpan } from "./batch-span.ts";

/** The result of one item: a poison item must not decide about the others. */
export type Settled<ItemOutcome> = { readonly ok: true; readonly outcome: ItemOutcome } | { readonly ok: false; readonly error: unknown };

interface Waiting<Item, ItemOutcome> {
  readonly item: Item;
  readonly span: WaitingSpan | null;
  readonly settle: (settled: Settled<ItemOutcome>) => void;
}

export interface GroupCommitOptions<Item> {
  /** The most that a batch may weigh. An item that weighs more by itself is a batch alone. */
  readonly maxWeight: number;
  /** What an item counts for: 1 if left out. */
  readonly weigh?: (item: Item) => Load;
  /** The most that may wait, by size. Beyond it an item of the owner with the most is rejected, before any effect. */
  readonly maxWaiting: number;
  /** Whether an item's error fails those that still wait too: they are rejected at once, instead of by one time-out after another. */
  readonly endsAll: (error: unknown) => boolean;
  /** Runs the commit of a batch, and notes it for those whose items it has. */
  readonly around?: Around;
}

/** @param spans of those who wait, in the order of the batch. */
type Around = <Settlement extends { readonly ok: boolean }>(
  spans: readonly (WaitingSpan | null)[],
  commit: () => Promise<readonly Settlement[]>,
) => Promise<readonly Settlement[]>;

const alone: Around = (_spans, commit) => commit();

/** What one owner may put into a batch in a turn: so a batch holds the turns of many owners. */
const QUANTUM = 8;
const ONE: Load = { weight: 1, size: 1 };

export class GroupCommit<Item, ItemOutcome> {
  readonly #commit: (batch: readonly Item[]) => Promise<readonly Settled<ItemOutcome>[]>;
  readonly #options: GroupCommitOptions<Item>;
  readonly #waiting: Turns<Waiting<Item, ItemOutcome>>;
  #flushing = false;

  /** @param commit commits a batch and answers every item in its order; never rejects. */
  constructor(commit: (batch: readonly Item[]) => Promise<readonly Settled<ItemOutcome>[]>, options: GroupCommitOptions<Item>) {
    this.#commit = commit;
    this.#options = options;
    this.#waiting = new Turns(QUANTUM, options.maxWaiting);
  }

  /**
   * Resolves with the item's outcome, or rejects with the reason why it is not known.
   *
   * @param owner who sent it: owners take turns, and the items of one go in their order.
   * @param span of whoever waits for it; null: of nobody.
   * @throws Full when too much waits, and most of it for this owner: then nothing was done.
   */
  submit(item: Item, owner: string, span: WaitingSpan | null = null): Promise<ItemOutcome> {
    const { weigh = () => ONE } = this.#options;
    const outcome = new Promise<ItemOutcome>((resolve, reject) => {
      const settle = (settled: Settled<ItemOutcome>) => (settled.ok ? resolve(settled.outcome) : reject(settled.error));
      const givingWay = this.#waiting.add(owner, { item, span, settle }, weigh(item));
      for (const other of givingWay) other.settle({ ok: false, error: new Full("too much waits") });
    });
    if (!this.#flushing) void this.#flush();
    return outcome;
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
    const { around = alone } = this.#options;
    for (;;) {
      const batch = this.#waiting.next(this.#options.maxWeight);
      if (batch.length === 0) break;
      const items = batch.map((waiting) => waiting.item);
      const settled = await around(
        batch.map((waiting) => waiting.span),
        () => this.#committed(items),
      );
      batch.forEach((waiting, index) => waiting.settle(settled[index] ?? { ok: false, error: new Error("an item without an outcome") }));
      const end = settled.find((one) => !one.ok && this.#options.endsAll(one.error));
      if (end !== undefined) for (const waiting of this.#waiting.clear()) waiting.settle(end);
    }
    this.#flushing = false;
  }
}
