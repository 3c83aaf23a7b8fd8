// The import's work loop and its requests, against a platform in memory that keeps the API's promises about keys.
import { type ImportPlan, type Line, planImport } from "@ledge/tools/import/plan";
import { importKey, type PlacedLine, type Platform, platformOver, transferOf } from "@ledge/tools/import/platform";
import { newTally, replay, Stopped } from "@ledge/tools/import/replay";
import { describe, expect, test } from "vitest";
import { type Asked, json, ledgeOver, refusal } from "../support/ledge-over.ts";

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

/** `count` accounts of `length` lines, each paying in 100 a line. */
const manyAccounts = (count: number, length: number): ImportPlan =>
  planImport(
    Array.from({ length: count * length }, (_, index) => {
      const number = Math.floor(index / count) + 1;
      return line(`a${index % count}`, number, 100n, 100n * BigInt(number));
    }),
  );

/** Posts each transaction once, whoever asks how often; `failOn` refuses one, `interruptAfter` is told each new posting. */
class FakePlatform implements Platform {
  readonly posted = new Map<string, bigint>();
  readonly order = new Map<string, number[]>();
  readonly balances = new Map<string, bigint>();
  readonly overdrafts = new Map<string, bigint>();
  failOn: string | null = null;
  onPosted: () => void = () => undefined;
  inFlight = 0;
  mostInFlight = 0;

  async openHouseAccount(code: string): Promise<string> {
    return `house ${code}`;
  }

  async openCustomerAccount(plan: { account: string; overdraftMinor: bigint }): Promise<string> {
    this.overdrafts.set(plan.account, plan.overdraftMinor);
    return `customer ${plan.account}`;
  }

  linesPerRequest = 1;

  async postLines(lines: readonly PlacedLine[], customerAccount: string) {
    const answers = [];
    for (const { line, houseAccount } of lines) answers.push(await this.postLine(line, customerAccount, houseAccount));
    return answers;
  }

  async postLine(line: Line, customerAccount: string, houseAccount: string) {
    expect([customerAccount, houseAccount]).toEqual([`customer ${line.account}`, `house ${line.operation}`]);
    this.mostInFlight = Math.max(this.mostInFlight, (this.inFlight += 1));
    await new Promise(setImmediate);
    this.inFlight -= 1;
    if (line.transactionId === this.failOn) throw new Error("account_frozen (409)");
    const before = this.posted.get(line.transactionId);
    if (before !== undefined) return { postedMinor: before, replayed: true };
    const signedMinor = line.direction === "credit" ? line.amountMinor : -line.amountMinor;
    const postedMinor = (this.balances.get(line.account) ?? 0n) + signedMinor;
    this.balances.set(line.account, postedMinor);
    this.posted.set(line.transactionId, postedMinor);
    this.order.set(line.account, [...(this.order.get(line.account) ?? []), line.line]);
    this.onPosted();
    return { postedMinor, replayed: false };
  }
}

async function run(plan: ImportPlan, platform: Platform, stop = new AbortController(), concurrency = 4) {
  const tally = newTally();
  let lines = 0;
  const onLine = () => void (lines += 1);
  const failure = await replay(plan, platform, { concurrency, stop, tally, onLine }).then(
    () => null,
    (error: unknown) => error,
  );
  return { tally, lines, failure };
}

describe("the replay of a plan", () => {
  test("posts every account strictly in line order, with as many accounts at once as asked for", async () => {
    const platform = new FakePlatform();
    const { tally, lines, failure } = await run(manyAccounts(10, 5), platform);
    expect(failure).toBeNull();
    expect(tally).toMatchObject({ posted: 50, replayed: 0, skipped: 0, mismatches: 0, accountsDone: 10 });
    expect(lines).toBe(50);
    expect([...platform.order.values()]).toEqual(Array.from({ length: 10 }, () => [1, 2, 3, 4, 5]));
    expect(platform.mostInFlight).toBe(4);
  });

  test("opens an account with the overdraft that its lines need", async () => {
    const platform = new FakePlatform();
    await run(planImport([line("a", 1, 100n, 100n), line("a", 2, -350n, -250n), line("a", 3, 300n, 50n)]), platform);
    expect(platform.overdrafts).toEqual(new Map([["a", 250n]]));
  });

  test("a balance that differs from the recorded one is a mismatch, and the account goes on", async () => {
    const { tally, failure } = await run(planImport([line("a", 1, 100n, 101n), line("a", 2, 1n, 101n)]), new FakePlatform());
    expect(failure).toBeNull();
    expect(tally).toMatchObject({ posted: 2, mismatches: 1, accountsDone: 1 });
    expect(tally.firstMismatches).toEqual([{ account: "a", line: 1, fileLine: 2, expectedMinor: 101n, gotMinor: 100n }]);
  });

  test("mismatches beyond 2^53 are found to the last minor unit", async () => {
    const { tally } = await run(planImport([line("a", 1, 2n ** 53n + 1n, 2n ** 53n)]), new FakePlatform());
    expect(tally.mismatches).toBe(1);
  });

  test("all mismatches are counted and the first ten kept", async () => {
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

  test("many lines to a request are the same lines in the same order, cut by their number, and a line of zero is none of them", async () => {
    const platform = new FakePlatform();
    platform.linesPerRequest = 3;
    const lines = [1, 2, 3, 4, 5, 6, 7].map((number) =>
      line("a", number, number === 4 ? 0n : 1n, BigInt(number < 4 ? number : number - 1)),
    );
    const { tally, failure } = await run(planImport(lines), platform);
    expect([failure, platform.order.get("a")]).toEqual([null, [1, 2, 3, 5, 6, 7]]);
    expect(tally).toMatchObject({ posted: 6, skipped: 1, mismatches: 0, accountsDone: 1 });
  });

  test("a second run posts nothing and checks everything again", async () => {
    const platform = new FakePlatform();
    await run(manyAccounts(6, 4), platform);
    const { tally } = await run(manyAccounts(6, 4), platform);
    expect(tally).toMatchObject({ posted: 0, replayed: 24, mismatches: 0, accountsDone: 6 });
    expect(platform.posted.size).toBe(24);
  });

  test("an interrupted run ends with the interruption, and the next one resumes where it was", async () => {
    const platform = new FakePlatform();
    const stop = new AbortController();
    const interruption = new Error("Ctrl-C");
    platform.onPosted = () => {
      if (platform.posted.size === 7) stop.abort(interruption);
    };
    const first = await run(manyAccounts(6, 4), platform, stop);
    expect(first.failure).toBe(interruption);
    expect(first.tally.posted).toBe(platform.posted.size);
    expect(first.tally.posted).toBeLessThan(24);

    const second = await run(manyAccounts(6, 4), platform);
    expect(second.failure).toBeNull();
    expect(second.tally).toMatchObject({ posted: 24 - first.tally.posted, replayed: first.tally.posted, mismatches: 0 });
    expect([...platform.order.values()]).toEqual(Array.from({ length: 6 }, () => [1, 2, 3, 4]));
  });

  test("a refused line stops the import, says where and why, and no later line of that account is posted", async () => {
    const platform = new FakePlatform();
    platform.failOn = "a1-2";
    const { failure, tally } = await run(manyAccounts(6, 4), platform);
    expect(failure).toBeInstanceOf(Stopped);
    expect(String(failure)).toContain("account a1, line 2 (line 3 of the file): account_frozen (409)");
    expect(platform.order.get("a1")).toEqual([1]);
    expect(tally.posted).toBeLessThan(24);
  });
});

describe("the import's requests", () => {
  test("every key is the same in every run and has a form that the platform takes", () => {
    const keys = [
      importKey("CZK", "txn", "1"),
      importKey("CZK", "customer", "576"),
      importKey("CZK", "house", "a"),
      importKey("CZK", "account", "9".repeat(100)),
    ];
    expect(keys.slice(0, 3)).toEqual(["import:czk:txn:1", "import:czk:customer:576", "import:czk:house:a"]);
    for (const key of keys) expect(key).toMatch(/^[A-Za-z0-9_.:-]{16,255}$/);
  });

  test("money in comes from the house account, money out goes to it", () => {
    expect(transferOf({ ...line("a", 1, 5n, 5n), purpose: "pension", counterpartyBank: "GH" }, "customer", "house", "CZK")).toEqual({
      source_account: "house",
      destination_account: "customer",
      amount: "5",
      currency: "CZK",
      external_id: "a-1",
      effective_at: "1993-01-01T00:00:00Z",
      description: "cash_deposit: pension",
      metadata: { counterparty_bank: "GH" },
    });
    const out = transferOf({ ...line("a", 1, -5n, -5n), operation: "" }, "customer", "house", "CZK");
    expect(out).toMatchObject({ source_account: "customer", destination_account: "house" });
    expect(Object.keys(out).filter((member) => member === "description" || member === "metadata")).toEqual([]);
  });

  test("a key that was used for other contents says that the file has changed", async () => {
    const ledge = ledgeOver(() => refusal(422, "idempotency_key_reused"));
    await expect(platformOver(ledge, "CZK", "one by one").openHouseAccount("cash")).rejects.toThrow(
      "the file is not the one imported then",
    );
  });

  test("a batch is atomic, has one key, and answers each line with its balance; its accounts say how they were imported", async () => {
    const sent: Asked[] = [];
    const outcomes = ["5", "3"].map((posted) => ({
      status: "posted",
      transfer: { balances: { source: { posted }, destination: { posted } } },
    }));
    const ledge = ledgeOver((asked) => {
      sent.push(asked);
      return json(201, { id: "acct_1", outcomes }, { "Idempotent-Replayed": "true" });
    });
    const platform = platformOver(ledge, "CZK", "in batches");
    await platform.openCustomerAccount({ account: "a", overdraftMinor: 0n, lines: [] });
    const placed = [line("a", 1, 5n, 5n), line("a", 2, -2n, 3n)].map((one) => ({ line: one, houseAccount: "house" }));
    expect(await platform.postLines(placed, "customer")).toEqual([
      { postedMinor: 5n, replayed: true },
      { postedMinor: 3n, replayed: true },
    ]);
    expect(sent[1]?.body).toMatchObject({ metadata: { imported: "in batches" } });
    expect(sent[2]).toMatchObject({ path: "/v1/transfer-batches", key: "import:czk:batch:a-1", body: { mode: "atomic" } });
  });

  test("a house account that somebody else opened is found in the list, on whichever page", async () => {
    const pages = [
      { data: [{ id: "acct_1", code: "fees" }], has_more: true, next_cursor: "c1" },
      { data: [{ id: "acct_2", code: "cash" }], has_more: false, next_cursor: null },
    ];
    const asked: string[] = [];
    const ledge = ledgeOver(({ method, path }) => {
      asked.push(`${method} ${path}`);
      return method === "POST" ? refusal(409, "house_account_exists") : json(200, pages[path.includes("cursor=c1") ? 1 : 0]);
    });
    expect(await platformOver(ledge, "CZK", "one by one").openHouseAccount("cash")).toBe("acct_2");
    expect(asked).toEqual([
      "POST /v1/accounts",
      "GET /v1/accounts?limit=100&kind=house&currency=CZK",
      "GET /v1/accounts?limit=100&kind=house&currency=CZK&cursor=c1",
    ]);
    await expect(platformOver(ledge, "CZK", "one by one").openHouseAccount("gone")).rejects.toThrow("does not show it");
  });
});
