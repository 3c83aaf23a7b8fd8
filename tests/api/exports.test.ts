// Exports through all Workers: every line is a final row, a range always has the same bytes, and what was cut goes on after any line to the same whole.
import { randomInt } from "node:crypto";
import { entry } from "@ledge/shared/contracts/accounts";
import { event } from "@ledge/shared/contracts/events";
import { transaction } from "@ledge/shared/contracts/ledger";
import { exportedTransfer } from "@ledge/shared/contracts/transfers";
import { encodeId, newUuid } from "@ledge/shared/ids";
import { random } from "@ledge/verification/random";
import type { z } from "zod";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Ledge, startLedge } from "../support/ledge.ts";
import { csvRows } from "../support/statement.ts";
import { openTestBank, type TestBank, transferOf } from "../support/test-bank.ts";

const NDJSON = "application/x-ndjson";
const CSV = "text/csv";
/** What each export's lines are, without their position. */
const KINDS: Readonly<Record<string, z.ZodObject | z.ZodType>> = {
  entries: entry,
  transactions: transaction,
  transfers: exportedTransfer,
  events: event,
  customers: event,
  accounts: event,
};
const kinds = Object.keys(KINDS);

let ledge: Ledge;
let bank: TestBank;
/** A range in which everything of these tests was recorded. */
let range: string;
let to: string;

const get = (kind: string, query = range, accept = NDJSON) =>
  ledge.request("GET", `/v1/exports/${kind}?${query}`, { headers: { Accept: accept } });
/** By the clock that everything is recorded by. */
async function now(): Promise<string> {
  const { json } = await ledge.request("GET", "/v1/ledger/trial-balance");
  return json.as_of;
}

interface Line {
  readonly position: string;
  readonly [member: string]: any;
}

const without = (line: Line, ...members: readonly string[]): object =>
  Object.fromEntries(Object.entries(line).filter(([member]) => !members.includes(member)));

/** The lines of an export, each checked, and the last one of it. */
function linesOf(kind: string, text: string): readonly Line[] {
  const lines = text.split("\n");
  expect(lines.pop()).toBe("");
  const end = JSON.parse(lines.pop() as string);
  const rows = lines.map((line) => JSON.parse(line) as Line);
  expect(end).toEqual({ end: true, count: rows.length });
  for (const [index, { position, ...row }] of rows.entries()) {
    expect(position.slice(0, position.indexOf("-"))).toBe(String(index + 1));
    expect((KINDS[kind] as z.ZodType).parse(row)).toEqual(row);
  }
  return rows;
}

beforeAll(async () => {
  ledge = await startLedge();
  bank = await openTestBank(ledge);
  const [payer, payee] = [await bank.customerWith("1000"), await bank.customerWith("0")];
  const metadata = { "=1+1": '=HYPERLINK("x"),@a', order: "A-1" };
  const paid = await ledge.request("POST", "/v1/transfers", {
    body: { ...transferOf(payer.account, payee.account, "30"), description: '=cmd, "x"\nline', external_id: "A-1", metadata },
  });
  await ledge.request("POST", `/v1/transfers/${paid.json.id}/reversals`, { body: { amount: "10" } });
  const legs = (direction: string, amounts: string[], account: string) =>
    amounts.map((amount) => ({ account, direction, amount, currency: "EUR" }));
  const entries = [...legs("debit", ["5", "6"], bank.cash), ...legs("credit", ["4", "7"], payee.account)];
  await ledge.request("POST", "/v1/transactions", { body: { entries, metadata } });
  const transfers = Array.from({ length: 700 }, () => transferOf(payer.account, payee.account, "1"));
  await ledge.request("POST", "/v1/transfer-batches", { body: { mode: "atomic", transfers } });
  await ledge.request("POST", `/v1/accounts/${payee.account}/freeze`);
  const tag = (await ledge.request("GET", `/v1/customers/${payee.customer}`)).headers.get("ETag") as string;
  await ledge.request("PATCH", `/v1/customers/${payee.customer}`, { body: { name: "Grace" }, headers: { "If-Match": tag } });
  // An export gives everything that is committed its position in the feed.
  await get("events", `from=2020-01-01T00:00:00Z&to=${await now()}`);
  to = await now();
  range = `from=2020-01-01T00:00:00Z&to=${to}`;
  await bank.pay(bank.cash, (await bank.customerWith("0")).account, "1");
});
afterAll(async () => await ledge.close());

describe("an export", () => {
  test.each(kinds)("of %s has every row of the range once, in order, and says how many they are", async (kind) => {
    const answer = await get(kind);
    expect([answer.status, answer.headers.get("Content-Type"), answer.headers.get("Vary")]).toEqual([200, NDJSON, "Accept"]);
    expect(answer.headers.get("Content-Disposition")).toMatch(new RegExp(`^attachment; filename=${kind}-20200101T000000Z-.*\\.ndjson$`));
    const lines = linesOf(kind, answer.text);
    expect(new Set(lines.map(({ position }) => position.replace(/^\d+-/, ""))).size).toBe(lines.length);
    const expected: Record<string, number> = { entries: 2 * 703 + 4, transactions: 704, transfers: 703 };
    if (expected[kind] !== undefined) expect(lines.length).toBe(expected[kind]);
    if (kind in expected) for (const { created_at } of lines) expect(created_at < to).toBe(true);
  });

  test("of entries adds up to zero, and to the balance of every account at its end", async () => {
    const sums = new Map<string, bigint>();
    for (const { account, direction, amount } of linesOf("entries", (await get("entries")).text))
      sums.set(account, (sums.get(account) ?? 0n) + BigInt(amount) * (direction === "debit" ? 1n : -1n));
    expect([...sums.values()].reduce((sum, one) => sum + one, 0n)).toBe(0n);
    for (const [account, debit] of sums) {
      const { json } = await ledge.request("GET", `/v1/accounts/${account}/balance?at=${to}&basis=recorded`);
      expect([account, debit * (account === bank.cash ? 1n : -1n)]).toEqual([account, BigInt(json.posted)]);
    }
  });

  test("of the journal, its entries and the transfers says the same in each", async () => {
    const [entries, transactions, transfers] = await Promise.all(
      ["entries", "transactions", "transfers"].map(async (kind) => linesOf(kind, (await get(kind)).text)),
    );
    const legs = transactions!.flatMap(({ id, entries: own, transfer }) =>
      own.map((leg: object) => ({ ...leg, transaction: id, transfer })),
    );
    expect(entries!.map((line) => without(line, "position", "effective_at", "created_at"))).toEqual(legs);
    expect(transfers!.map(({ id }) => id)).toEqual(transactions!.flatMap(({ transfer }) => transfer ?? []));
    expect(transfers!.find(({ external_id }) => external_id === "A-1")).not.toHaveProperty("reversed_amount");
  });

  test("of customers and of accounts is their history, each change as it left them, as the feed has it", async () => {
    const feed = linesOf("events", (await get("events")).text);
    for (const [kind, subject] of [
      ["customers", "customer."],
      ["accounts", "account."],
    ] as const) {
      const lines = linesOf(kind, (await get(kind)).text);
      const withoutPosition = (line: Line) => without(line, "position");
      expect(lines.map(withoutPosition)).toEqual(feed.filter(({ type }) => type.startsWith(subject)).map(withoutPosition));
      expect(lines.length).toBeGreaterThan(2);
    }
  });

  test.each(kinds.flatMap((kind) => [NDJSON, CSV].map((accept) => [kind, accept] as const)))(
    "of %s as %s that was cut at any line goes on after it to the same bytes",
    async (kind, accept) => {
      const seed = randomInt(2 ** 31);
      console.info(`seed ${seed}`);
      const next = random(seed);
      const whole = (await get(kind, range, accept)).text;
      expect((await get(kind, range, accept)).text).toBe(whole);
      const positions = [...whole.matchAll(/^(?:\{"position":"|[a-z]+,)([0-9]+-[a-z]+_[0-9a-z.]+)[",]/gm)].map(
        (found) => found[1] as string,
      );
      const cuts = [0, positions.length - 1, ...Array.from({ length: 4 }, () => next(positions.length))];
      for (const cut of cuts) {
        const rest = await get(kind, `${range}&after=${positions[cut]}`, accept);
        if (accept === CSV) expect(rest.headers.get("Content-Type")).toBe("text/csv; charset=utf-8; header=absent");
        expect(whole.endsWith(rest.text), `seed ${seed}`).toBe(true);
        const kept = whole.slice(0, whole.length - rest.text.length);
        expect(kept.lastIndexOf(positions[cut] as string), `seed ${seed}`).toBeGreaterThan(-1);
        expect(kept.includes(positions[cut + 1] ?? '{"end"'), `seed ${seed}`).toBe(false);
      }
    },
  );

  test.each(kinds)("of %s as CSV has the same values as NDJSON, its end as a row, and no formula", async (kind) => {
    const lines = linesOf(kind, (await get(kind)).text);
    const { text, headers } = await get(kind, range, CSV);
    expect(headers.get("Content-Type")).toBe("text/csv; charset=utf-8; header=present");
    const rows = csvRows(text);
    expect(rows.pop()).toMatchObject({ kind: "end", position: "", count: String(lines.length) });
    expect(rows.map(({ position }) => position)).toEqual(lines.map(({ position }) => position));
    expect([...text.matchAll(/(?:^|[,;|\t"])\s*[=+@].{0,20}/gm)].map(([found]) => found)).toEqual([]);
    for (const [index, line] of lines.entries()) {
      for (const [member, value] of Object.entries(line)) {
        const cell = rows[index]?.[member] as string;
        if (typeof value === "object" && value !== null) expect(JSON.parse(cell)).toEqual(value);
        else expect(cell.replaceAll("'", "")).toBe(String(value ?? "").replaceAll("'", ""));
      }
    }
  });

  test("of a range without rows is its end alone", async () => {
    const empty = `from=${to}&to=${to}`;
    for (const kind of kinds) {
      expect((await get(kind, empty)).text).toBe('{"end":true,"count":0}\n');
      expect(csvRows((await get(kind, empty, CSV)).text)).toMatchObject([{ kind: "end", count: "0" }]);
    }
  });

  test("refuses what is no position of its range, an unknown parameter, and a format that it does not have", async () => {
    for (const kind of kinds) {
      const [line] = linesOf(kind, (await get(kind)).text);
      const unknown = (line as Line).position.replace(/[a-z]+_[0-9a-z]{26}/, (id) =>
        encodeId(({ txn: "transaction", trf: "transfer", evt: "event" } as const)[id.slice(0, 3) as "txn"], newUuid()),
      );
      const later = `from=${to}&to=${to}&after=${(line as Line).position}`;
      for (const query of [`${range}&after=${unknown}`, later, `${range}&after=0-x`, `${range}&limit=1`, `${range}&${range}`]) {
        const refused = await get(kind, query);
        expect([query, refused.status, refused.json.code]).toEqual([query, 400, "validation_failed"]);
      }
      const refused = await get(kind, range, "application/json");
      expect([refused.status, refused.json.code]).toEqual([406, "not_acceptable"]);
    }
    expect((await get("entries", `${range}&after=1-txn_01jd2m8xk7e9vbt3q5w6y8z0ac.999`)).status).toBe(400);
    expect((await get("holds")).status).toBe(404);
  });

  test("waits for an instant that comes in a moment, and refuses one that does not, with when to ask again", async () => {
    const soon = (ms: number): string => `from=2020-01-01T00:00:00Z&to=${new Date(Date.now() + ms).toISOString()}`;
    expect((await get("entries", soon(100))).status).toBe(200);
    const refused = await get("entries", soon(4_500));
    expect([refused.status, refused.json.code, refused.headers.get("Retry-After")]).toEqual([409, "not_final_yet", "1"]);
  });
});

describe("who may export", () => {
  test("is an operator, and a key of the institution with the scope alone", async () => {
    const { json: key } = await ledge.request("POST", "/v1/api-keys", { body: { name: "warehouse", scopes: ["exports:read"] } });
    const { json: other } = await ledge.request("POST", "/v1/api-keys", { body: { name: "audit", scopes: ["audit:read", "events:read"] } });
    for (const kind of kinds) {
      const path = `/v1/exports/${kind}?${range}`;
      expect([kind, (await ledge.request("GET", path, { token: key.token })).status]).toEqual([kind, 200]);
      expect([kind, (await ledge.request("GET", path, { token: other.token })).status]).toEqual([kind, 403]);
      expect([kind, (await ledge.request("GET", path, { token: null })).status]).toEqual([kind, 401]);
    }
    expect((await ledge.request("GET", "/v1/transfers", { token: key.token })).status).toBe(403);
  });

  test("is no customer: no key of one may have the scope", async () => {
    const { customer } = await bank.customerWith("0");
    const body = { name: "x", scopes: ["exports:read"], customer_id: customer };
    expect((await ledge.request("POST", "/v1/api-keys", { body })).status).toBe(400);
  });
});
