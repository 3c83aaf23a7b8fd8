// Statements through all Workers: three formats of the same facts, opening + Σ = closing = the next one's opening, backdated postings by
// either basis, several pages, and nobody else's.
import { encodeId, newUuid } from "@ledge/shared/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Bank, openBank, transferOf } from "../support/bank.ts";
import { faultsOf } from "../support/camt053.ts";
import { csvRows } from "../support/statement.ts";
import { type House, openHouse } from "../support/house.ts";

let house: House;
let bank: Bank;

beforeAll(async () => {
  house = await openHouse();
  bank = await openBank(house);
});
afterAll(async () => await house.close());

const statement = (account: string, query = "", accept = "application/json") =>
  house.request("GET", `/v1/accounts/${account}/statement${query}`, { headers: { Accept: accept } });
const batchOf = async (transfers: readonly object[]) => {
  const answer = await house.request("POST", "/v1/transfer-batches", { body: { mode: "atomic", transfers } });
  expect(answer.status).toBe(201);
};

describe("a statement", () => {
  test("says the words and the other side of each entry, and its closing balance is the next one's opening balance", async () => {
    const { account } = await bank.customerWith("100");
    const other = (await bank.customerWith("0")).account;
    const paid = await house.request("POST", "/v1/transfers", { body: { ...transferOf(account, other, "30"), description: "Rent" } });
    const now = await statement(account);
    expect(now.json).toMatchObject({ account, currency: "EUR", basis: "recorded", opening_balance: "0", closing_balance: "70" });
    expect(now.json.entries).toMatchObject([
      { version: 1, direction: "credit", amount: "100", balance_after: "100", counterparty_account: bank.cash, description: null },
      {
        version: 2,
        direction: "debit",
        amount: "30",
        balance_after: "70",
        counterparty_account: other,
        description: "Rent",
        transfer: paid.json.id,
      },
    ]);
    const cut = now.json.entries[1].created_at as string;
    const [before, after] = [await statement(account, `?to=${cut}`), await statement(account, `?from=${cut}`)];
    expect([before.json.closing_balance, after.json.opening_balance]).toEqual(["100", "100"]);
    expect([...before.json.entries, ...after.json.entries]).toEqual(now.json.entries);
    expect([now.headers.get("Content-Type"), now.headers.get("Vary")]).toEqual(["application/json", "Accept"]);
    expect(now.headers.get("Content-Disposition")).toMatch(new RegExp(`^inline; filename=statement-${account}-.*\\.json$`));
  });

  test("by effective time has backdated postings where they count, by recorded time where they were written", async () => {
    const { account } = await bank.customerWith("100");
    const cut = (await statement(account)).json.entries[0].created_at as string;
    const body = { ...transferOf(account, bank.cash, "30"), effective_at: "2026-01-15T12:00:00Z" };
    await house.request("POST", "/v1/transfers", { body });
    const january = "?from=2026-01-01T00:00:00Z&to=2026-02-01T00:00:00Z";
    expect((await statement(account, `${january}&basis=effective`)).json).toMatchObject({
      opening_balance: "0",
      closing_balance: "-30",
      entries: [{ version: 2, amount: "30", balance_after: "-30" }],
    });
    expect((await statement(account, january)).json).toMatchObject({ opening_balance: "0", closing_balance: "0", entries: [] });
    const effective = (await statement(account, "?basis=effective")).json;
    expect(effective.entries.map((entry: { version: number; balance_after: string }) => [entry.version, entry.balance_after])).toEqual([
      [2, "-30"],
      [1, "70"],
    ]);
    expect((await statement(account, `?from=${cut}&basis=effective`)).json).toMatchObject({
      opening_balance: "-30",
      closing_balance: "70",
    });
  });

  test("of some thousand entries passes in pages, adds up in each format, and camt.053 is valid by its schema", async () => {
    const { account } = await bank.customerWith("0");
    const ways = [transferOf(bank.cash, account, "7"), transferOf(account, bank.cash, "3")];
    for (let round = 0; round < 5; round += 1) {
      const effective_at = round % 2 === 0 ? undefined : `2026-03-0${round}T00:00:00Z`;
      await batchOf(Array.from({ length: 500 }, (_, index) => ({ ...ways[index % 2], description: "a & <b>", effective_at })));
    }
    for (const basis of ["recorded", "effective"]) {
      const json = (await statement(account, `?basis=${basis}`)).json;
      expect([json.entries.length, json.closing_balance]).toEqual([2_500, "5000"]);
      expect(new Set(json.entries.map((entry: { version: number }) => entry.version)).size).toBe(2_500);
      const times = json.entries.map((entry: any) => (basis === "effective" ? entry.effective_at : entry.created_at) as string);
      expect(times).toEqual(times.toSorted());
    }
    const csv = await statement(account, "", "text/csv");
    const rows = csvRows(csv.text);
    expect([csv.headers.get("Content-Type"), rows.length]).toEqual(["text/csv; charset=utf-8; header=present", 2_502]);
    const sum = rows.slice(1, -1).reduce((total, row) => total + BigInt(row["change_minor"] as string), 0n);
    expect([sum, rows.at(-1)?.["balance_minor"]]).toEqual([5_000n, "5000"]);
    const camt = await statement(account, "", "application/xml");
    expect(camt.headers.get("Content-Disposition")).toMatch(/^attachment; filename=.*\.camt053\.xml$/);
    expect(camt.text.match(/<Ntry>/g)).toHaveLength(2_500);
    expect(await faultsOf(camt.text)).toEqual([]);
  });

  test("asked for by HEAD says its headers and nothing else", async () => {
    const { account } = await bank.customerWith("5");
    const head = await house.request("HEAD", `/v1/accounts/${account}/statement`, { headers: { Accept: "text/csv" } });
    expect([head.status, head.text, head.headers.get("Content-Type")]).toEqual([200, "", "text/csv; charset=utf-8; header=present"]);
  });

  test("of an account that is not there or not one's own is not found, and a period in the future or backwards is refused", async () => {
    const [mine, other] = [await bank.customerWith("1"), await bank.customerWith("1")];
    const body = { name: "own", scopes: ["accounts:read"], customer_id: mine.customer };
    const { token } = (await house.request("POST", "/v1/api-keys", { body })).json;
    const read = async (account: string) => (await house.request("GET", `/v1/accounts/${account}/statement`, { token })).status;
    expect([await read(mine.account), await read(other.account), await read(encodeId("account", newUuid()))]).toEqual([200, 404, 404]);
    for (const query of [
      "?to=2199-01-01T00:00:00Z",
      "?from=2199-01-01T00:00:00Z",
      "?from=2026-02-01T00:00:00Z&to=2026-01-01T00:00:00Z",
      "?basis=x",
    ]) {
      expect((await statement(mine.account, query)).status, query).toBe(400);
    }
  });
});
