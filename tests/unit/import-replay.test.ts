// The importer's work loop, against an in-memory platform that keeps the API's guarantees about keys.
import { type ImportPlan, type Line, planImport } from "@ledge/cli/import/plan";
import { type Platform, Refused } from "@ledge/cli/import/platform";
import { replay, Stopped } from "@ledge/cli/import/replay";
import { newTally } from "@ledge/cli/import/tally";
import { describe, expect, test } from "vitest";
import { FakePlatform } from "../support/fake-import-platform.ts";

const line = (account: string, number: number, signedMinor: bigint, balanceAfterMinor: bigint): Line => ({
  fileLine: number + 1,
  account,
  line: number,
  transactionId: `${account}-${number}`,
  date: "1993-01-01",
  direction: signedMinor < 0n ? "debit" : "credit",
  operation: signedMinor < 0n ? "cash_withdrawal" : "cash_deposit",
  purpose: "",
  counterpartyBank: "",
  counterpartyAccount: "",
  amountMinor: signedMinor < 0n ? -signedMinor : signedMinor,
  balanceAfterMinor,
});

/** `count` accounts of `length` lines, each of which pays in 100. */
const manyAccounts = (count: number, length: number): ImportPlan =>
  planImport(
    Array.from({ length: count * length }, (_, index) => {
      const number = Math.floor(index / count) + 1;
      return line(`a${index % count}`, number, 100n, 100n * BigInt(number));
    }),
  );

/** @param waitForOther by default nothing is waited for: the holder of the lines has already finished, or never will. */
async function run(
  plan: ImportPlan,
  platform: Platform,
  stop = new AbortController(),
  waitForOther: (round: number) => Promise<boolean> = async () => false,
) {
  const tally = newTally();
  let [lines, compared] = [0, 0];
  const onLine = (): void => void (lines += 1);
  const onCompared = (accounts: number): void => void (compared = accounts);
  const failure = await replay(plan, platform, { concurrency: 4, stop, tally, onLine, onCompared, waitForOther }).then(
    () => null,
    (error: unknown) => error,
  );
  return { tally, lines, compared, failure };
}

const ids = (account: string, ...numbers: number[]): string[] => numbers.map((number) => `${account}-${number}`);

describe("the replay of a plan", () => {
  test("posts every account strictly in line order, with as many concurrent accounts as requested", async () => {
    const platform = new FakePlatform();
    const { tally, lines, compared, failure } = await run(manyAccounts(10, 5), platform);
    expect([failure, compared]).toEqual([null, 10]);
    expect(tally).toMatchObject({ posted: 50, replayed: 0, skipped: 0, mismatches: 0, accountsDone: 10 });
    expect(lines).toBe(50);
    const accounts = Array.from({ length: 10 }, (_, index) => [`a${index}`, ids(`a${index}`, 1, 2, 3, 4, 5)]);
    expect(platform.order()).toEqual(Object.fromEntries(accounts));
    expect(platform.mostInFlight).toBe(4);
  });

  test("opens an account with the overdraft that its lines need", async () => {
    const platform = new FakePlatform();
    await run(planImport([line("a", 1, 100n, 100n), line("a", 2, -350n, -250n), line("a", 3, 300n, 50n)]), platform);
    expect(platform.overdrafts).toEqual(new Map([["a", 250n]]));
  });

  test("a balance that differs from the recorded one is a mismatch, and the account continues", async () => {
    const { tally, failure } = await run(planImport([line("a", 1, 100n, 101n), line("a", 2, 1n, 101n)]), new FakePlatform());
    expect(failure).toBeNull();
    expect(tally).toMatchObject({ posted: 2, mismatches: 1, accountsDone: 1 });
    expect(tally.firstMismatches).toEqual([{ account: "a", line: 1, fileLine: 2, expectedMinor: 101n, gotMinor: 100n }]);
  });

  test("mismatches beyond 2^53 are found to the last minor unit", async () => {
    const { tally } = await run(planImport([line("a", 1, 2n ** 53n + 1n, 2n ** 53n)]), new FakePlatform());
    expect(tally.mismatches).toBe(1);
  });

  test("all mismatches are counted, and the first ten are kept", async () => {
    const wrong = planImport(Array.from({ length: 15 }, (_, index) => line("a", index + 1, 1n, 0n)));
    const { tally } = await run(wrong, new FakePlatform());
    expect([tally.mismatches, tally.firstMismatches.length]).toEqual([15, 10]);
  });

  test("a line of zero is not posted, but its balance is compared", async () => {
    const right = await run(planImport([line("a", 1, 0n, 0n), line("a", 2, 5n, 5n), line("a", 3, 0n, 5n)]), new FakePlatform());
    expect(right.tally).toMatchObject({ posted: 1, skipped: 2, mismatches: 0 });
    const wrong = await run(planImport([line("a", 1, 5n, 5n), line("a", 2, 0n, 6n)]), new FakePlatform());
    expect(wrong.tally).toMatchObject({ posted: 1, skipped: 1, mismatches: 1 });
  });

  test("many lines per request are the same lines in the same order, cut by their number, without lines of zero", async () => {
    const platform = new FakePlatform();
    platform.linesPerRequest = 3;
    const lines = [1, 2, 3, 4, 5, 6, 7].map((number) =>
      line("a", number, number === 4 ? 0n : 1n, BigInt(number < 4 ? number : number - 1)),
    );
    const { tally, failure } = await run(planImport(lines), platform);
    expect([failure, platform.order()]).toEqual([null, { a: ids("a", 1, 2, 3, 5, 6, 7) }]);
    expect(tally).toMatchObject({ posted: 6, skipped: 1, mismatches: 0, accountsDone: 1 });
  });

  test("a second run posts nothing and checks everything again", async () => {
    const platform = new FakePlatform();
    await run(manyAccounts(6, 4), platform);
    const { tally } = await run(manyAccounts(6, 4), platform);
    expect(tally).toMatchObject({ posted: 0, replayed: 24, mismatches: 0, accountsDone: 6 });
    expect(platform.postings()).toBe(24);
  });

  test("an interrupted run ends with the interruption, and the next one resumes where it stopped", async () => {
    const platform = new FakePlatform();
    const stop = new AbortController();
    const interruption = new Error("Ctrl-C");
    platform.onPosted = () => {
      if (platform.postings() === 7) stop.abort(interruption);
    };
    const first = await run(manyAccounts(6, 4), platform, stop);
    expect(first.failure).toBe(interruption);
    expect(first.tally.posted).toBe(platform.postings());
    expect(first.tally.posted).toBeLessThan(24);

    const second = await run(manyAccounts(6, 4), platform);
    expect(second.failure).toBeNull();
    expect(second.tally).toMatchObject({ posted: 24 - first.tally.posted, replayed: first.tally.posted, mismatches: 0 });
    expect(Object.values(platform.order()).map((posted) => posted.length)).toEqual([4, 4, 4, 4, 4, 4]);
    expect(new Set(Object.values(platform.order()).flat()).size).toBe(24);
  });

  test("a refused line stops the import and is reported with its reason, and no later line of that account is posted", async () => {
    const platform = new FakePlatform();
    platform.failOn = "a1-2";
    const { failure, tally } = await run(manyAccounts(6, 4), platform);
    expect(failure).toBeInstanceOf(Stopped);
    expect(String(failure)).toContain("account a1, account_frozen (409)");
    expect(platform.order()["a1"]).toEqual(ids("a1", 1));
    expect(tally.posted).toBeLessThan(24);
  });

  test("of a file that grew posts the added lines and nothing else, wherever the earlier requests were cut", async () => {
    for (const [before, after] of [
      [7, 9],
      [6, 7],
      [1, 7],
      [4, 4],
    ] as const) {
      const platform = new FakePlatform();
      platform.linesPerRequest = 3;
      await run(manyAccounts(2, before), platform);
      const { tally, failure } = await run(manyAccounts(3, after), platform);
      expect([failure, platform.postings(), new Set(Object.values(platform.order()).flat()).size]).toEqual([null, 3 * after, 3 * after]);
      expect(tally).toMatchObject({ posted: 3 * after - 2 * before, replayed: 2 * before, mismatches: 0, accountsDone: 3 });
    }
  });

  test("of an older file than the imported one posts nothing, and counts the posted transactions beyond it", async () => {
    const platform = new FakePlatform();
    await run(manyAccounts(2, 5), platform);
    const { tally } = await run(manyAccounts(2, 3), platform);
    expect(tally).toMatchObject({
      posted: 0,
      replayed: 6,
      accountsDone: 2,
      unlisted: 4,
      firstUnlisted: { account: "a0", transactionId: "a0-4" },
    });
  });

  test("that runs beside another one of a longer or shorter file posts every line once, however they interleave", async () => {
    for (const lengths of [
      [10, 11],
      [13, 9],
      [12, 12],
      [3, 20],
    ] as const) {
      const platform = new FakePlatform();
      platform.linesPerRequest = 4;
      const wait = async (): Promise<boolean> => await new Promise((resolve) => setImmediate(() => resolve(true)));
      const runs = await Promise.all(lengths.map((length) => run(manyAccounts(3, length), platform, new AbortController(), wait)));
      expect(runs.map(({ failure }) => failure)).toEqual([null, null]);
      const longest = Math.max(...lengths);
      expect([platform.postings(), new Set(Object.values(platform.order()).flat()).size]).toEqual([3 * longest, 3 * longest]);
    }
  });

  test("ends without a guess when another request for the same lines came first and nothing was posted", async () => {
    const platform = new FakePlatform();
    platform.postLines = async () => null;
    const rounds: number[] = [];
    const wait = async (round: number): Promise<boolean> => rounds.push(round) < 3;
    const { failure, tally } = await run(manyAccounts(1, 2), platform, new AbortController(), wait);
    expect(String(failure)).toContain("account a0, line 1 (line 2 of the file): another request");
    expect([(failure as Error).cause, rounds, tally.posted]).toEqual([expect.any(Refused), [1, 2, 3], 0]);
  });

  test("compares the whole file with the posted transactions before it posts anything", async () => {
    const platform = new FakePlatform();
    await run(manyAccounts(6, 2), platform);
    const grown = manyAccounts(6, 3).accounts.flatMap(({ lines }) => lines);
    const changed = planImport(grown.map((one) => (one.transactionId === "a5-2" ? { ...one, amountMinor: 101n } : one)));
    const { failure, tally } = await run(changed, platform);
    expect(String(failure)).toContain(
      "account a5, line 2 (line 3 of the file) is not what was posted: amount_minor was 100 and is now 101",
    );
    expect([tally.posted, platform.postings()]).toEqual([0, 12]);
  });

  test("of a line that moved to another account ends before anything is posted, unless it is another transaction with the same id", async () => {
    const platform = new FakePlatform();
    await run(planImport([line("a", 1, 1n, 1n), line("a", 2, 5n, 6n)]), platform);
    const moved = (signedMinor: bigint): Line => ({ ...line("b", 1, signedMinor, signedMinor), transactionId: "a-2" });
    const { failure } = await run(planImport([line("a", 1, 1n, 1n), moved(5n)]), platform);
    expect(String(failure)).toContain("account b, line 1 (line 2 of the file) is posted on account a already, as transaction a-2");
    expect([(failure as Error).cause, platform.postings()]).toEqual([expect.any(Refused), 2]);
    expect((await run(planImport([line("a", 1, 1n, 1n), moved(6n)]), platform)).tally).toMatchObject({ posted: 1, unlisted: 1 });
  });

  test("raises the overdraft that a longer file needs, and sends nothing for accounts without lines to post", async () => {
    const platform = new FakePlatform();
    const today = [line("a", 1, 100n, 100n), line("b", 1, 1n, 1n)];
    await run(planImport(today), platform);
    expect(platform.overdrafts).toEqual(new Map());
    await run(planImport([...today, line("a", 2, -500n, -400n)]), platform);
    expect(platform.overdrafts).toEqual(new Map([["a", 400n]]));
  });

  test("cuts requests that are too large, and continues from there", async () => {
    const platform = new FakePlatform();
    platform.linesPerRequest = 5;
    platform.fit = (lines) => Math.min(lines.length, 2);
    const { tally } = await run(manyAccounts(1, 5), platform);
    expect([tally.posted, platform.order()["a0"]]).toEqual([5, ids("a0", 1, 2, 3, 4, 5)]);
  });
});
