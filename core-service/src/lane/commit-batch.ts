// Commits a batch and handles its failure. Rolled back by a race: the batch is tried again. Rolled back by one item: the batch is halved until
// that item is alone. Outcome not known: every item fails with that error and none is guessed at, because a retry with its key finds out.
import { Bug, classify } from "../database/failure.ts";
import type { Settled } from "./group-commit.ts";

/** A race for a key or a lock is lost once, rarely twice. */
const MAX_ATTEMPTS = 4;

/** Commits `batch` by `commit`, which rejects as a whole, and answers every item in its order. Never rejects. */
export async function commitBatch<Item, ItemOutcome>(
  commit: (batch: readonly Item[]) => Promise<readonly ItemOutcome[]>,
  batch: readonly Item[],
): Promise<Settled<ItemOutcome>[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const outcomes = await commit(batch);
      if (outcomes.length !== batch.length) throw new Bug("a commit answered with another number of outcomes than it had items");
      return outcomes.map((outcome) => ({ ok: true, outcome }));
    } catch (error) {
      const kind = classify(error);
      if ((kind === "race" || kind === "contention") && attempt < MAX_ATTEMPTS) continue;
      // Halving helps only if a single item is at fault: a lock that is held or a server that is unreachable fails every item.
      const mayBeOneItem = kind === "bug" || kind === "race";
      if (!mayBeOneItem || batch.length === 1) return batch.map(() => ({ ok: false, error }));
      const middle = Math.ceil(batch.length / 2);
      const first = await commitBatch(commit, batch.slice(0, middle));
      return [...first, ...(await commitBatch(commit, batch.slice(middle)))];
    }
  }
}
