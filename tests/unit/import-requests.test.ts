// The importer's requests: bodies and keys, the account state that it reads, and its handling of refusals.
import type { Line } from "@ledge/cli/import/plan";
import { type PlacedLine, platformOver, Refused } from "@ledge/cli/import/platform";
import { importKey, transactionKey, transferOf } from "@ledge/cli/import/requests";
import { describe, expect, test } from "vitest";
import { type Asked, json, ledgeOver, refusal } from "../support/ledge-over.ts";

const line = (number: number, signedMinor: bigint): Line => ({
  fileLine: number + 1,
  account: "a",
  line: number,
  transactionId: `a-${number}`,
  date: "1993-01-01",
  direction: signedMinor < 0n ? "debit" : "credit",
  operation: signedMinor < 0n ? "cash_withdrawal" : "cash_deposit",
  purpose: "",
  counterpartyBank: "",
  counterpartyAccount: "",
  amountMinor: signedMinor < 0n ? -signedMinor : signedMinor,
  balanceAfterMinor: 0n,
});
const placed = (...amounts: bigint[]): PlacedLine[] =>
  amounts.map((signedMinor, index) => ({ line: line(index + 1, signedMinor), houseAccount: "house" }));
const posted = (minor: string) => ({ balances: { source: { posted: minor }, destination: { posted: minor } } });

describe("the import's requests", () => {
  test("every key is the same in every run and has a form that the platform accepts", () => {
    const keys = [
      transactionKey("CZK", { account: "576", transactionId: "1" }),
      importKey("CZK", "customer", "576"),
      importKey("CZK", "house", "a"),
      transactionKey("CZK", { account: "576", transactionId: "1" }, 2),
      transactionKey("CZK", { account: "9".repeat(100), transactionId: "9".repeat(100) }, 1_000),
    ];
    expect(keys.slice(0, 4)).toEqual(["import:czk:txn:576/1", "import:czk:customer:576", "import:czk:house:a", "import:czk:txn.2:576/1"]);
    for (const key of keys) expect(key).toMatch(/^[A-Za-z0-9_.:/-]{16,255}$/);
  });

  test("no two transactions share a key, whatever the ids of their accounts contain", () => {
    const firsts = [
      { account: "a:b", transactionId: "c" },
      { account: "a", transactionId: "b:c" },
      { account: "a", transactionId: "c" },
    ];
    expect(new Set(firsts.map((first) => transactionKey("CZK", first))).size).toBe(firsts.length);
  });

  test("money in comes from the house account, money out goes to it", () => {
    const into = { ...line(1, 5n), purpose: "pension", counterpartyBank: "GH" };
    expect(transferOf(into, "customer", "house", "CZK")).toEqual({
      source_account: "house",
      destination_account: "customer",
      amount: "5",
      currency: "CZK",
      external_id: "a-1",
      effective_at: "1993-01-01T00:00:00Z",
      description: "cash_deposit: pension",
      metadata: { counterparty_bank: "GH" },
    });
    const out = transferOf({ ...line(1, -5n), operation: "" }, "customer", "house", "CZK");
    expect(out).toMatchObject({ source_account: "customer", destination_account: "house" });
    expect(Object.keys(out).filter((member) => member === "description" || member === "metadata")).toEqual([]);
  });

  test("a batch is atomic and answers each line with its balance, and one line or many begin under the same key", async () => {
    const sent: Asked[] = [];
    const ledge = ledgeOver((asked) => {
      sent.push(asked);
      const outcomes = ["5", "3"].map((minor) => ({ status: "posted", transfer: posted(minor) }));
      return json(201, { ...posted("5"), outcomes }, { "Idempotent-Replayed": "true" });
    });
    expect(await platformOver(ledge, "CZK", "in batches").postLines(placed(5n, -2n), "customer")).toEqual([
      { postedMinor: 5n, replayed: true },
      { postedMinor: 3n, replayed: true },
    ]);
    expect(await platformOver(ledge, "CZK", "one by one").postLines(placed(5n), "customer")).toEqual([{ postedMinor: 5n, replayed: true }]);
    expect(sent).toMatchObject([
      { path: "/v1/transfer-batches", key: "import:czk:txn:a/a-1", body: { mode: "atomic" } },
      { path: "/v1/transfers", key: "import:czk:txn:a/a-1" },
    ]);
  });

  test("a batch holds as many lines as its size allows, and a single line is sent whatever its size", () => {
    const platform = platformOver(
      ledgeOver(() => json(200, {})),
      "CZK",
      "in batches",
    );
    const heavy = (bytes: number, count: number) =>
      Array.from({ length: count }, () => ({ line: { ...line(1, 1n), purpose: "漢".repeat(bytes / 3) }, houseAccount: "house" }));
    expect(platform.fit(heavy(3, platform.linesPerRequest))).toBe(500);
    expect(platform.fit(heavy(300_000, 5))).toBe(3);
    expect(platform.fit(heavy(3_000_000, 2))).toBe(1);
  });

  test("an account is opened on the day of its first line, and one that an earlier file has opened is found, whatever its first day was", async () => {
    const sent: Asked[] = [];
    let isKnown = false;
    const ledge = ledgeOver((asked) => {
      sent.push(asked);
      const replayed: Record<string, string> = isKnown ? { "Idempotent-Replayed": "true" } : {};
      if (asked.method === "GET") return json(200, { data: [{ id: "acct_1" }], has_more: false, next_cursor: null });
      return json(201, { id: asked.path === "/v1/accounts" ? "acct_1" : "cus_1" }, replayed);
    });
    const platform = platformOver(ledge, "CZK", "in batches");
    expect(await platform.openCustomerAccount("a", "1995-03-24")).toEqual({ id: "acct_1", isNew: true });
    expect(sent.at(-1)?.body).toEqual({ kind: "customer", customer_id: "cus_1", currency: "CZK", opened_on: "1995-03-24" });
    isKnown = true;
    expect(await platform.openCustomerAccount("a", "1994-01-01")).toEqual({ id: "acct_1", isNew: false });
    expect(sent.at(-1)).toMatchObject({ method: "GET", path: "/v1/accounts?customer_id=cus_1&currency=CZK" });
  });

  test("an account is raised to the overdraft that it needs", async () => {
    const sent: Asked[] = [];
    let limit = "100";
    const ledge = ledgeOver((asked) => {
      sent.push(asked);
      if (asked.method === "PATCH" && sent.length < 3) {
        limit = "300"; // another request was faster
        return refusal(412, "precondition_failed");
      }
      return json(200, { id: "acct_1", status: "open", overdraft_limit: limit }, { ETag: '"t"' });
    });
    const platform = platformOver(ledge, "CZK", "in batches");
    await platform.prepareAccount("acct_1", 400n, true);
    const asked = sent.map(({ method, body }) => [method, body?.overdraft_limit]);
    expect(asked).toEqual([
      ["GET", undefined],
      ["PATCH", "400"],
      ["GET", undefined],
      ["PATCH", "400"],
    ]);
    await platform.prepareAccount("acct_1", 200n, true);
    expect(sent.slice(4).map(({ method }) => method)).toEqual(["GET"]);
  });

  test.each([
    ["frozen", true, "the account is frozen"],
    ["closed", false, "the account is closed"],
    ["frozen", false, null],
  ])("an account that is %s, with debits to post: %s, ends with %s before a key is used", async (status, isDebited, words) => {
    const ledge = ledgeOver(() => json(200, { status, overdraft_limit: "0" }));
    const preparing = platformOver(ledge, "CZK", "in batches").prepareAccount("acct_1", 0n, isDebited);
    if (words === null) await expect(preparing).resolves.toBeUndefined();
    else await expect(preparing).rejects.toThrow(words);
  });

  test("an account's transactions are read page by page: its own entries, oldest first, by the bank's transaction ids", async () => {
    const entry = (version: number, transfer: string | null) => ({
      version,
      transfer,
      balance_after: String(version * 10),
    });
    const pages: Record<string, unknown> = {
      "/v1/accounts/acct_1/entries?limit=100": { data: [entry(4, "t4"), entry(3, null)], has_more: true, next_cursor: "e" },
      "/v1/accounts/acct_1/entries?limit=100&cursor=e": { data: [entry(2, "t2"), entry(1, "t1")], has_more: false, next_cursor: null },
      "/v1/transfers?limit=100&account=acct_1": { data: [{ id: "t4", external_id: "a-2", amount: "4" }], has_more: true, next_cursor: "t" },
      "/v1/transfers?limit=100&account=acct_1&cursor=t": {
        data: [
          { id: "t2", external_id: null },
          { id: "t1", external_id: "a-1", amount: "1" },
        ],
        has_more: false,
        next_cursor: null,
      },
    };
    const asked: string[] = [];
    const ledge = ledgeOver(({ path }) => {
      asked.push(path);
      return json(200, pages[path]);
    });
    const held = await platformOver(ledge, "CZK", "in batches").readPosted("acct_1");
    expect(held.map(({ externalId, transfer, balanceAfterMinor }) => [externalId, transfer.amount, balanceAfterMinor])).toEqual([
      ["a-1", "1", 10n],
      ["a-2", "4", 40n],
    ]);
    // Entries are read first: a transaction that is posted between the two lists is at most in the second one, which is read later.
    expect(asked).toEqual(Object.keys(pages));
  });

  test("a house account that another process opened is found in the list, on whichever page", async () => {
    const pages = [
      { data: [{ id: "acct_1", code: "fees" }], has_more: true, next_cursor: "c1" },
      { data: [{ id: "acct_2", code: "cash" }], has_more: false, next_cursor: null },
    ];
    const asked: string[] = [];
    const ledge = ledgeOver(({ method, path }) => {
      asked.push(`${method} ${path}`);
      return method === "POST" ? refusal(409, "house_account_exists") : json(200, pages[path.includes("cursor=c1") ? 1 : 0]);
    });
    const platform = platformOver(ledge, "CZK", "one by one");
    expect(await platform.openHouseAccount({ code: "cash", name: null })).toBe("acct_2");
    expect(asked).toEqual([
      "POST /v1/accounts",
      "GET /v1/accounts?limit=100&kind=house&currency=CZK",
      "GET /v1/accounts?limit=100&kind=house&currency=CZK&cursor=c1",
    ]);
    await expect(platform.openHouseAccount({ code: "gone", name: null })).rejects.toThrow("does not show it");
  });
});

describe("a refusal of lines", () => {
  test("names the line of the file that the platform's answer names", async () => {
    const body = {
      code: "batch_item_failed",
      status: 422,
      detail: "why",
      errors: [{ pointer: "/transfers/1", detail: "insufficient_funds" }],
    };
    const ledge = ledgeOver(() => json(422, body, { "Content-Type": "application/problem+json" }));
    const posting = platformOver(ledge, "CZK", "in batches").postLines(placed(1n, -2n, 1n), "customer");
    await expect(posting).rejects.toThrow(/Posting line 2 \(line 3 of the file, transaction a-2\): batch_item_failed.*insufficient_funds/);
    await expect(posting).rejects.toBeInstanceOf(Refused);
  });

  test("of an earlier run is stored under its key, so that the lines are sent under the next key", async () => {
    const keys: (string | null)[] = [];
    const refusedBefore = new Set(["import:czk:txn:a/a-1", "import:czk:txn.2:a/a-1"]);
    const ledge = ledgeOver(({ key }) => {
      keys.push(key);
      if (refusedBefore.has(String(key))) return refusal(409, "account_frozen", { "Idempotent-Replayed": "true" });
      return json(201, posted("5"));
    });
    expect(await platformOver(ledge, "CZK", "one by one").postLines(placed(5n), "customer")).toEqual([
      { postedMinor: 5n, replayed: false },
    ]);
    expect(keys).toEqual([...refusedBefore, "import:czk:txn.3:a/a-1"]);
  });

  test("of this run ends the run, without a second attempt under another key", async () => {
    const keys: (string | null)[] = [];
    const ledge = ledgeOver(({ key }) => {
      keys.push(key);
      return refusal(409, "account_frozen");
    });
    await expect(platformOver(ledge, "CZK", "one by one").postLines(placed(5n), "customer")).rejects.toThrow("account_frozen (409)");
    expect(keys).toHaveLength(1);
  });

  test("because another request came first under their key is reported to the caller, and no other key is tried", async () => {
    const keys: (string | null)[] = [];
    const ledge = ledgeOver(({ key }) => {
      keys.push(key);
      return refusal(422, "idempotency_key_reused");
    });
    expect(await platformOver(ledge, "CZK", "in batches").postLines(placed(5n), "customer")).toBeNull();
    expect(keys).toHaveLength(1);
  });
});
