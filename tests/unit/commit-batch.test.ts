// Batches whose commit fails, against a database that counts effects per item: an acknowledged item has one effect, a refused one none, an unknown
// one at most one (laws 11 and 17).
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Bug, Outage } from "../../core-service/src/database/failure.ts";
import { commitBatch } from "../../core-service/src/lane/commit-batch.ts";
import type { Settled } from "../../core-service/src/lane/group-commit.ts";

type Commit = (batch: readonly number[]) => Promise<readonly string[]>;
type CommitBatch = (commit: Commit, batch: readonly number[]) => Promise<Settled<string>[]>;
type Fault = "none" | "deadlock" | "overtaken" | "key_race" | "lost_before" | "lost_after";

const sqlError = (code: string): Error => Object.assign(new Error("from the server"), { code });
const TRANSIENT: Partial<Record<Fault, string>> = { deadlock: "40P01", overtaken: "40001", key_race: "23505" };

/** An in-memory database: `faults` happen to the first calls, and no transaction survives a `poison` item. */
function database(faults: readonly Fault[] = [], poison: ReadonlySet<number> = new Set()) {
  const applied: number[] = [];
  const calls: (readonly number[])[] = [];
  const commit: Commit = async (batch) => {
    const fault = faults[calls.length] ?? "none";
    calls.push(batch);
    const code = TRANSIENT[fault];
    if (code !== undefined) throw sqlError(code);
    if (fault === "lost_before") throw new Error("socket closed");
    if (batch.some((item) => poison.has(item))) throw sqlError("22003");
    applied.push(...batch);
    if (fault === "lost_after") throw new Outage("no answer");
    return batch.map((item) => `did ${item}`);
  };
  return { commit, calls, applied };
}

const range = (length: number): number[] => Array.from({ length }, (_, index) => index);

/** The law, for any way of committing batches. */
async function expectExact(commitAll: CommitBatch): Promise<void> {
  const fault = fc.constantFrom<Fault>("none", "none", "deadlock", "overtaken", "key_race", "lost_before", "lost_after");
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 12 }),
      fc.array(fault, { maxLength: 6 }),
      fc.uniqueArray(fc.nat({ max: 11 }), { maxLength: 3 }),
      async (size, faults, bad) => {
        const poison = new Set(bad);
        const { commit, applied } = database(faults, poison);
        const settled = await commitAll(commit, range(size));
        expect(settled.length).toBe(size);
        settled.forEach((end, item) => {
          const effects = applied.filter((one) => one === item).length;
          if (end.ok) expect([end.outcome, effects]).toEqual([`did ${item}`, 1]);
          else expect(effects).toBeLessThanOrEqual(1);
          if (poison.has(item)) expect([end.ok, effects]).toEqual([false, 0]);
        });
        // Two transfers of one account are posted in the order of their arrival.
        expect(applied).toEqual([...applied].sort((one, other) => one - other));
        // As long as no connection fails and races end, nothing is unknown and nothing but poison fails.
        const raced = faults.filter((one) => one !== "none").length;
        if (!faults.some((one) => one.startsWith("lost")) && raced < 4) {
          expect(settled.map((end) => end.ok)).toEqual(range(size).map((item) => !poison.has(item)));
        }
      },
    ),
    { numRuns: 500 },
  );
}

describe("committing a batch", () => {
  test("gives acknowledged items one effect, refused ones none, and unknown ones at most one, in the order of arrival", async () => {
    await expectExact(commitBatch);
  });

  const attempt = async (commit: Commit, batch: readonly number[]): Promise<Settled<string>[]> => {
    try {
      return (await commit(batch)).map((outcome) => ({ ok: true, outcome }));
    } catch (error) {
      return batch.map(() => ({ ok: false, error }));
    }
  };
  test.each<[string, CommitBatch]>([
    [
      "commits the second half first",
      async (commit, batch) => {
        const middle = Math.ceil(batch.length / 2);
        const second = await commitBatch(commit, batch.slice(middle));
        return [...(await commitBatch(commit, batch.slice(0, middle))), ...second];
      },
    ],
    ["answers in the reverse order", async (commit, batch) => (await commitBatch(commit, batch)).toReversed()],
    [
      "tries again after an outage",
      async (commit, batch) => {
        const settled = await commitBatch(commit, batch);
        return settled.every((end) => end.ok) ? settled : await commitBatch(commit, batch);
      },
    ],
    ["reports the error of a poison item for its whole batch", attempt],
    ["loses an answer", async (commit, batch) => (await commitBatch(commit, batch)).slice(1)],
  ])("the law detects a mutant that %s", async (_name, mutant) => {
    await expect(expectExact(mutant)).rejects.toThrow(/Property failed/);
  });

  test.each<Fault>(["deadlock", "overtaken", "key_race"])(
    "a race (%s) that is lost three times and then won is no failure",
    async (fault) => {
      const { commit, calls } = database([fault, fault, fault]);
      expect((await commitBatch(commit, range(3))).every((end) => end.ok)).toBe(true);
      expect(calls).toEqual([range(3), range(3), range(3), range(3)]);
    },
  );

  test("a race that one item always loses fails after four attempts", async () => {
    const { commit, calls } = database(new Array<Fault>(100).fill("deadlock"));
    expect(await commitBatch(commit, [7])).toMatchObject([{ ok: false, error: { code: "40P01" } }]);
    expect(calls.length).toBe(4);
  });

  // A lock that is never released costs 5 s a call (lock_timeout): with retries and halving, 500 items would block the lane for hours.
  test("a batch that waits in vain for a lock fails at once, because the wait was the retry", async () => {
    const calls: (readonly number[])[] = [];
    const settled = await commitBatch<number, string>(async (batch) => {
      calls.push(batch);
      throw sqlError("55P03");
    }, range(500));
    expect(settled.every((end) => !end.ok)).toBe(true);
    expect(calls.length).toBe(1);
  });

  test.each<Fault>(["lost_before", "lost_after"])(
    "a lost connection (%s) leaves every item unknown, and the batch is not retried",
    async (fault) => {
      const { commit, calls } = database([fault]);
      expect((await commitBatch(commit, range(8))).map((end) => end.ok)).toEqual(new Array(8).fill(false));
      expect(calls.length).toBe(1);
    },
  );

  test.each([1, 2, 3, 8, 100, 500])(
    "in a batch of %i one poison item is isolated by halving, at a cost of at most two calls per halving",
    async (size) => {
      for (const poison of new Set([0, Math.floor(size / 3), size - 1])) {
        const { commit, calls, applied } = database([], new Set([poison]));
        const settled = await commitBatch(commit, range(size));
        expect(settled.filter((end) => !end.ok).length).toBe(1);
        expect(settled[poison]?.ok).toBe(false);
        expect(applied).toEqual(range(size).filter((item) => item !== poison));
        expect(calls.length).toBeLessThanOrEqual(1 + 2 * Math.ceil(Math.log2(size)));
      }
    },
  );

  test("a batch of poison items ends, each item with its own error", async () => {
    const { commit, calls, applied } = database([], new Set(range(16)));
    expect((await commitBatch(commit, range(16))).some((end) => end.ok)).toBe(false);
    expect([applied, calls.length]).toEqual([[], 31]);
  });

  test("a bug is isolated like a poison item, and reported unchanged", async () => {
    const bug = new Bug("ours");
    const settled = await commitBatch<number, string>(async (batch) => {
      if (batch.includes(1)) throw bug;
      return batch.map(String);
    }, range(3));
    expect(settled).toEqual([
      { ok: true, outcome: "0" },
      { ok: false, error: bug },
      { ok: true, outcome: "2" },
    ]);
  });

  test("an answer with too few outcomes gives no item another item's", async () => {
    const settled = await commitBatch<number, string>(async (batch) => {
      if (batch.includes(3)) throw sqlError("22003");
      return batch.slice(1).map((item) => `did ${item}`);
    }, range(4));
    settled.forEach((end, item) => expect(end.ok ? end.outcome : `did ${item}`).toBe(`did ${item}`));
  });

  test("an empty batch makes no call", async () => {
    expect(await commitBatch(async () => [], [])).toEqual([]);
  });
});
