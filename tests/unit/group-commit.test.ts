// Group commit: one batch at a time, in order of arrival, and what arrives meanwhile forms the next. The commits here end when
// the test says so.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { GroupCommit, type Settled } from "../../core-service/src/lane/group-commit.ts";

const overloaded = () => new Error("full");
const gone = new Error("the database is gone");
const endsAll = (error: unknown) => error === gone;
const done = (batch: readonly number[]): Settled<string>[] => batch.map((item) => ({ ok: true, outcome: `did ${item}` }));
/** Lets everything run that waits for nobody. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A commit whose batches wait to be answered. */
function lane(limits: { maxBatch?: number; maxWaiting?: number } = {}) {
  const batches: (readonly number[])[] = [];
  const answers: ((settled: Settled<string>[]) => void)[] = [];
  const group = new GroupCommit<number, string>(
    (batch) => {
      batches.push(batch);
      return new Promise((resolve) => answers.push(resolve));
    },
    { maxBatch: 100, maxWaiting: 100, overloaded, endsAll, ...limits },
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
  test("a lone item waits for nobody", () => {
    const { group, batches } = lane();
    void group.submit(1);
    expect(batches).toEqual([[1]]);
  });

  test("what arrives while a batch is in flight forms the next one, in its order", async () => {
    const { group, batches, answer, inFlight } = lane();
    const outcomes = [1, 2, 3].map((item) => group.submit(item));
    await settle();
    expect([batches, inFlight()]).toEqual([[[1]], 1]);
    await answer();
    expect(batches).toEqual([[1], [2, 3]]);
    outcomes.push(group.submit(4));
    await settle();
    expect(inFlight()).toBe(1);
    await answer();
    await answer();
    expect(batches).toEqual([[1], [2, 3], [4]]);
    expect(await Promise.all(outcomes)).toEqual(["did 1", "did 2", "did 3", "did 4"]);
  });

  test("after a rest it starts at once again", async () => {
    const { group, batches, answer } = lane();
    void group.submit(1);
    await answer();
    void group.submit(2);
    expect(batches).toEqual([[1], [2]]);
  });

  test("no batch is larger than the limit, and none stays behind", async () => {
    const { group, batches, answer } = lane({ maxBatch: 2 });
    const outcomes = [1, 2, 3, 4, 5, 6].map((item) => group.submit(item));
    for (let batch = 0; batch < 4; batch += 1) await answer();
    expect(batches).toEqual([[1], [2, 3], [4, 5], [6]]);
    await Promise.all(outcomes);
  });

  test("what is too much is turned away before any effect, and what waits is served all the same", async () => {
    const { group, batches, answer } = lane({ maxWaiting: 2 });
    const outcomes = [1, 2, 3].map((item) => group.submit(item));
    await expect(group.submit(4)).rejects.toThrow("full");
    await answer();
    const later = group.submit(5);
    await answer();
    await answer();
    expect(batches).toEqual([[1], [2, 3], [5]]);
    expect(await Promise.all([...outcomes, later])).toEqual(["did 1", "did 2", "did 3", "did 5"]);
  });

  test("an item that fails speaks for itself alone", async () => {
    const { group, answer } = lane();
    void group.submit(0);
    const [one, two, three] = [1, 2, 3].map((item) => group.submit(item));
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

  test("an item without an answer is told so, and the next batch goes on", async () => {
    const { group, answer } = lane();
    const lost = expect(group.submit(1)).rejects.toThrow("without an outcome");
    const next = group.submit(2);
    await answer([]);
    await lost;
    await answer();
    expect(await next).toBe("did 2");
  });

  test("an outage is told to all who wait, at once and before any effect, and the next to come is tried again", async () => {
    const { group, batches, answer } = lane({ maxBatch: 1 });
    const waiting = [1, 2, 3].map((item) => group.submit(item).catch((error: unknown) => error));
    await answer([{ ok: false, error: gone }]);
    expect(await Promise.all(waiting)).toEqual([gone, gone, gone]);
    const next = group.submit(4);
    await answer();
    expect([batches, await next]).toEqual([[[1], [4]], "did 4"]);
  });

  // `commit` says that it never rejects; a lane that trusts this with its life stands still for good when it is wrong.
  test("a commit that throws after all fails its own batch and no other", async () => {
    let calls = 0;
    const group = new GroupCommit<number, string>(
      (batch) => {
        calls += 1;
        if (calls === 1) throw new Error("a bug");
        return Promise.resolve(done(batch));
      },
      { maxBatch: 10, maxWaiting: 10, overloaded, endsAll },
    );
    process.once("unhandledRejection", () => undefined);
    const first = group.submit(1).catch((error: unknown) => error);
    const second = group.submit(2);
    await settle();
    const unanswered = Symbol("unanswered");
    expect(await Promise.race([second, settle().then(() => unanswered)])).toBe("did 2");
    expect(await Promise.race([first, settle().then(() => unanswered)])).toBeInstanceOf(Error);
  });

  test("however items come, each is committed once, in its order, in one batch at a time", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom("submit", "answer"), { maxLength: 60 }),
        fc.integer({ min: 1, max: 5 }),
        async (steps, maxBatch) => {
          const { group, batches, answer, inFlight } = lane({ maxBatch });
          const outcomes: Promise<string>[] = [];
          for (const step of steps) {
            if (step === "submit") outcomes.push(group.submit(outcomes.length));
            else if (inFlight() > 0) await answer();
            expect(inFlight()).toBeLessThanOrEqual(1);
          }
          while (inFlight() > 0) await answer();
          expect(batches.flat()).toEqual(outcomes.map((_, index) => index));
          expect(Math.max(0, ...batches.map((batch) => batch.length))).toBeLessThanOrEqual(maxBatch);
          expect(await Promise.all(outcomes)).toEqual(outcomes.map((_, index) => `did ${index}`));
        },
      ),
    );
  });
});
