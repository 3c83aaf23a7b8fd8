// Group commit: one batch at a time, in the order of arrival; items that arrive meanwhile form the next batch. The test decides when a commit ends.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Full } from "../../core-service/src/database/failure.ts";
import { GroupCommit, type Settled } from "../../core-service/src/lane/group-commit.ts";

const gone = new Error("the database is gone");
const endsAll = (error: unknown) => error === gone;
const done = (batch: readonly number[]): Settled<string>[] => batch.map((item) => ({ ok: true, outcome: `did ${item}` }));
/** Lets everything run that can run without an answer. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A commit whose batches wait for the test's answer. */
function lane(limits: { maxWeight?: number; maxWaiting?: number; weigh?: (item: number) => { weight: number; size: number } } = {}) {
  const batches: (readonly number[])[] = [];
  const answers: ((settled: Settled<string>[]) => void)[] = [];
  const group = new GroupCommit<number, string>(
    (batch) => {
      batches.push(batch);
      return new Promise((resolve) => answers.push(resolve));
    },
    { maxWeight: 100, maxWaiting: 100, endsAll, ...limits },
  );
  const answer = async (settled?: Settled<string>[]): Promise<void> => {
    const at = answers.findIndex(Boolean);
    const [resolve] = answers.splice(at, 1);
    resolve?.(settled ?? done(batches.at(-1) ?? []));
    await settle();
  };
  return { group, batches, answer, inFlight: () => answers.length };
}

describe("group commit", () => {
  test("a single item does not wait", () => {
    const { group, batches } = lane();
    void group.submit(1, "one");
    expect(batches).toEqual([[1]]);
  });

  test("items that arrive while a batch is in flight form the next one, in their order", async () => {
    const { group, batches, answer, inFlight } = lane();
    const outcomes = [1, 2, 3].map((item) => group.submit(item, "one"));
    await settle();
    expect([batches, inFlight()]).toEqual([[[1]], 1]);
    await answer();
    expect(batches).toEqual([[1], [2, 3]]);
    outcomes.push(group.submit(4, "one"));
    await settle();
    expect(inFlight()).toBe(1);
    await answer();
    await answer();
    expect(batches).toEqual([[1], [2, 3], [4]]);
    expect(await Promise.all(outcomes)).toEqual(["did 1", "did 2", "did 3", "did 4"]);
  });

  test("after an idle time it starts at once again", async () => {
    const { group, batches, answer } = lane();
    void group.submit(1, "one");
    await answer();
    void group.submit(2, "one");
    expect(batches).toEqual([[1], [2]]);
  });

  test("no batch is larger than the limit, and no item is left behind", async () => {
    const { group, batches, answer } = lane({ maxWeight: 2 });
    const outcomes = [1, 2, 3, 4, 5, 6].map((item) => group.submit(item, "one"));
    for (let batch = 0; batch < 4; batch += 1) await answer();
    expect(batches).toEqual([[1], [2, 3], [4, 5], [6]]);
    await Promise.all(outcomes);
  });

  test("no batch weighs more than the limit, except one of a single item that does by itself", async () => {
    const { group, batches, answer } = lane({ maxWeight: 10, weigh: (item) => ({ weight: item, size: 1 }) });
    const outcomes = [1, 6, 4, 1, 25, 9, 1, 1].map((item) => group.submit(item, "one"));
    for (let batch = 0; batch < 5; batch += 1) await answer();
    expect(batches).toEqual([[1], [6, 4], [1], [25], [9, 1], [1]]);
    await answer();
    await Promise.all(outcomes);
  });

  test("excess items are refused before any effect, and the waiting ones are still served", async () => {
    const { group, batches, answer } = lane({ maxWaiting: 2 });
    const outcomes = [1, 2, 3].map((item) => group.submit(item, "one"));
    await expect(group.submit(4, "one")).rejects.toThrow(Full);
    await answer();
    const later = group.submit(5, "one");
    await answer();
    await answer();
    expect(batches).toEqual([[1], [2, 3], [5]]);
    expect(await Promise.all([...outcomes, later])).toEqual(["did 1", "did 2", "did 3", "did 5"]);
  });

  test("a failing item affects itself alone", async () => {
    const { group, answer } = lane();
    void group.submit(0, "one");
    const [one, two, three] = [1, 2, 3].map((item) => group.submit(item, "one"));
    const failed = expect(two).rejects.toThrow("poison");
    await answer();
    await answer([
      { ok: true, outcome: "a" },
      { ok: false, error: new Error("poison") },
      { ok: true, outcome: "c" },
    ]);
    await failed;
    expect(await Promise.all([one, three])).toEqual(["a", "c"]);
  });

  test("an item without an answer is reported as such, and the next batch proceeds", async () => {
    const { group, answer } = lane();
    const lost = expect(group.submit(1, "one")).rejects.toThrow("without an outcome");
    const next = group.submit(2, "one");
    await answer([]);
    await lost;
    await answer();
    expect(await next).toBe("did 2");
  });

  test("an outage is reported to all waiting items at once, before any effect, and the next item is tried again", async () => {
    const { group, batches, answer } = lane({ maxWeight: 1 });
    const waiting = [1, 2, 3].map((item) => group.submit(item, "one").catch((error: unknown) => error));
    await answer([{ ok: false, error: gone }]);
    expect(await Promise.all(waiting)).toEqual([gone, gone, gone]);
    const next = group.submit(4, "one");
    await answer();
    expect([batches, await next]).toEqual([[[1], [4]], "did 4"]);
  });

  // `commit` promises never to reject. A lane that relied on it would stop for good if the promise were broken.
  test("a commit that throws nevertheless fails its own batch and no other", async () => {
    let calls = 0;
    const group = new GroupCommit<number, string>(
      (batch) => {
        calls += 1;
        if (calls === 1) throw new Error("a bug");
        return Promise.resolve(done(batch));
      },
      { maxWeight: 10, maxWaiting: 10, endsAll },
    );
    process.once("unhandledRejection", () => undefined);
    const first = group.submit(1, "one").catch((error: unknown) => error);
    const second = group.submit(2, "one");
    await settle();
    const unanswered = Symbol("unanswered");
    expect(await Promise.race([second, settle().then(() => unanswered)])).toBe("did 2");
    expect(await Promise.race([first, settle().then(() => unanswered)])).toBeInstanceOf(Error);
  });

  test("in whatever pattern items arrive, each is committed once, in its order, in one batch at a time", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom("submit", "answer"), { maxLength: 60 }),
        fc.integer({ min: 1, max: 5 }),
        async (steps, maxWeight) => {
          const { group, batches, answer, inFlight } = lane({ maxWeight });
          const outcomes: Promise<string>[] = [];
          for (const step of steps) {
            if (step === "submit") outcomes.push(group.submit(outcomes.length, "one"));
            else if (inFlight() > 0) await answer();
            expect(inFlight()).toBeLessThanOrEqual(1);
          }
          while (inFlight() > 0) await answer();
          expect(batches.flat()).toEqual(outcomes.map((_, index) => index));
          expect(Math.max(0, ...batches.map((batch) => batch.length))).toBeLessThanOrEqual(maxWeight);
          expect(await Promise.all(outcomes)).toEqual(outcomes.map((_, index) => `did ${index}`));
        },
      ),
    );
  });
});
