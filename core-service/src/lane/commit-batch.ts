// What becomes of a batch whose commit fails. Undone by a race: tried again. Undone by one item: halved until that item stands
// alone. Not known: said so for every item, because a retry with its key finds out and a guess would not.
import { Bug, classify } from "../database/failure.ts";
import type { Settled } from "./group-commit.ts";

/** Racing for a key or a lock is lost once, rarely twice. */
const MAX_ATTEMPTS = 4;

/** Commits `batch` by `commit`, which rejects as a whole, and answers every item in its order. Never rejects. */
export async function commitBatch<Item, Outcome>(
  commit: (batch: readonly Item[]) => Promise<readonly Outcome[]>,
  batch: readonly Item[],
): Promise<Settled<Outcome>[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const outcomes = await commit(batch);
      if (outcomes.length !== batch.length) throw new Bug("a commit answered with another number of outcomes than it had items");
      return outcomes.map((outcome) => ({ ok: true, outcome }));
    } catch (error) {
      const kind = classify(error);
      if ((kind === "race" || kind === "contention") && attempt < MAX_ATTEMPTS) continue;
      // Only one item's own fault ends with halving: a lock that is held, or a server that is gone, is held and gone for all.
      const isOneItems = kind === "bug" || kind === "race";
      if (!isOneItems || batch.length === 1) return batch.map(() => ({ ok: false, error }));
      const middle = Math.ceil(batch.length / 2);
      const first = await commitBatch(commit, batch.slice(0, middle));
      return [...first, ...(await commitBatch(commit, batch.slice(middle)))];
    }
  }
}
