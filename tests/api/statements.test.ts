// Statements through all Workers: three formats of the same facts, opening + Σ = closing = the next opening, backdated postings on either basis,
// several pages, and access by the account's owner only.
import { encodeId, newUuid } from "@ledge/shared/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestBank, openTestBank, transferOf } from "../support/test-bank.ts";
import { faultsOf } from "../support/camt053.ts";
import { csvRows } from "../support/statement.ts";
import { type Ledge, startLedge } from "../support/ledge.ts";

let ledge: Ledge;
let bank: TestBank;

beforeAll(async () => {
  ledge = await startLedge();
  bank = await openTestBank(ledge);
});
afterAll(async () => await ledge.close());

const statement = (account: string, query = "", accept = "application/json") =>
  ledge.request("GET", `/v1/accounts/${account}/statement${query}`, { headers: { Accept: accept } });
const batchOf = async (transfers: readonly object[]) => {
  const answer = await ledge.request("POST", "/v1/transfer-batches", { body: { mode: "atomic", transfers } });
  expect(answer.status).toBe(201);
};

describe("a statement", () => {
  test("shows the description and the counterparty of each entry, and its closing balance is the next one's opening balance", async () => {
    const { account } = await bank.customerWith("100");
    const other = (await bank.customerWith("0")).account;
    const paid = await ledge.request("POST", "/v1/transfers", { body: { ...transferOf(account, other, "30"), description: "Rent" } });
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

  test("by effective time has backdated postings at their effective time, and by recorded time where they were recorded", async () => {
    const { account } = await bank.customerWith("100");
    const cut = (await statement(account)).json.entries[0].created_at as string;
    const body = { ...transferOf(account, bank.cash, "30"), effective_at: "2026-01-15T12:00:00Z" };
    await ledge.request("POST", "/v1/transfers", { body });
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

  test("of some thousand entries is read in pages, adds up in each format, and is valid camt.053 by its schema", async () => {
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

  test("shows the payer, the payer's own members and the reversed amount, each to those who may see it", async () => {
    const [payer, payee] = [await bank.customerWith("100"), await bank.customerWith("0")];
    const body = { ...transferOf(payer.account, payee.account, "30"), external_id: "A-1001", description: "Rent" };
    const paid = (await ledge.request("POST", "/v1/transfers", { body })).json;
    const given = await ledge.request("POST", `/v1/transfers/${paid.id}/reversals`, { body: { amount: "10" } });
    expect(given.status).toBe(201);
    const words = (entry: any) => [entry.amount, entry.external_id, entry.counterparty_name, entry.reversal_of];
    const keyOf = async (customer: string): Promise<string> =>
      (await ledge.request("POST", "/v1/api-keys", { body: { name: "own", scopes: ["accounts:read"], customer_id: customer } })).json.token;
    const expected = [
      // A house account is the payer. It belongs to the institution and its name is hidden from customers.
      [
        payer,
        [
          ["100", null, null, null],
          ["30", "A-1001", null, null],
          ["10", null, null, paid.id],
        ],
      ],
      [
        payee,
        [
          ["30", null, "Test Person", null],
          ["10", null, null, paid.id],
        ],
      ],
    ] as const;
    for (const [{ customer, account }, entries] of expected) {
      // The statement is the same for the institution and for the account's holder.
      for (const options of [{}, { token: await keyOf(customer) }]) {
        const answer = await ledge.request("GET", `/v1/accounts/${account}/statement`, options);
        expect(answer.json.entries.map(words)).toEqual(entries);
      }
    }
    const xml = (await statement(payee.account, "", "application/xml")).text;
    expect(xml).toMatch(/<Dbtr><Pty><Nm>Test Person<\/Nm><\/Pty><\/Dbtr>.*\n.*<CdtDbtInd>DBIT<\/CdtDbtInd><RvslInd>true<\/RvslInd>/);
    expect(await faultsOf(xml)).toEqual([]);
  });

  test("has the number of the account's last version in it, so that a later statement never has a smaller number", async () => {
    const { account } = await bank.customerWith("100");
    const cut = (await statement(account)).json.entries[0].created_at as string;
    const body = { ...transferOf(account, bank.cash, "30"), effective_at: "2026-01-15T12:00:00Z" };
    await ledge.request("POST", "/v1/transfers", { body });
    const number = async (query: string) => (await statement(account, query)).json.last_version as number;
    expect([await number(`?to=${cut}`), await number(""), await number("?basis=effective&to=2026-02-01T00:00:00Z")]).toEqual([0, 2, 2]);
    expect((await statement(account, "", "application/xml")).text).toContain("<ElctrncSeqNb>2</ElctrncSeqNb>");
  });

  test("with an amount of 19 digits is complete as JSON and CSV, and as camt.053 is refused before its first byte unless it fits", async () => {
    const large = "1000000000000000000";
    const fits = "999999999999999999";
    const [{ account }, other] = [await bank.customerWith("0"), await bank.customerWith("0")];
    await bank.pay(bank.cash, account, large);
    await bank.pay(account, bank.cash, large);
    await bank.pay(bank.cash, other.account, fits);
    const entries = (await statement(account)).json.entries;
    expect(entries.map((entry: { amount: string }) => entry.amount)).toEqual([large, large]);
    const rows = csvRows((await statement(account, "", "text/csv")).text);
    expect(rows.map((row) => row["balance_decimal"])).toEqual(["0.00", "10000000000000000.00", "0.00", "0.00"]);
    for (const basis of ["recorded", "effective"]) {
      const refused = await statement(account, `?basis=${basis}`, "application/xml");
      expect([refused.status, refused.json.code, refused.headers.get("Content-Type")]).toEqual([
        406,
        "amount_beyond_format",
        "application/problem+json",
      ]);
    }
    const before = await statement(account, `?to=${entries[0].created_at}`, "application/xml");
    const whole = await statement(other.account, "", "application/xml");
    expect([before.status, whole.status]).toEqual([200, 200]);
    expect(whole.text).toContain("9999999999999999.99");
    expect(await faultsOf(before.text, whole.text)).toEqual([]);
  });

  test("with a backdated amount of 19 digits is refused as camt.053 for its effective time, and not for its recorded time", async () => {
    const { account } = await bank.customerWith("0");
    const large = "1000000000000000000";
    const effective_at = "2026-02-15T12:00:00Z";
    await batchOf([
      { ...transferOf(bank.cash, account, large), effective_at },
      { ...transferOf(account, bank.cash, large), effective_at },
    ]);
    const february = "?from=2026-02-01T00:00:00Z&to=2026-03-01T00:00:00Z";
    const status = async (basis: string) => (await statement(account, `${february}&basis=${basis}`, "application/xml")).status;
    expect([await status("effective"), await status("recorded")]).toEqual([406, 200]);
  });

  test("has the same headers and no body when requested by HEAD", async () => {
    const { account } = await bank.customerWith("5");
    const head = await ledge.request("HEAD", `/v1/accounts/${account}/statement`, { headers: { Accept: "text/csv" } });
    expect([head.status, head.text, head.headers.get("Content-Type")]).toEqual([200, "", "text/csv; charset=utf-8; header=present"]);
  });

  test("of an unknown account or another customer's is not found, and a period in the future or backwards is refused", async () => {
    const [mine, other] = [await bank.customerWith("1"), await bank.customerWith("1")];
    const body = { name: "own", scopes: ["accounts:read"], customer_id: mine.customer };
    const { token } = (await ledge.request("POST", "/v1/api-keys", { body })).json;
    const read = async (account: string) => (await ledge.request("GET", `/v1/accounts/${account}/statement`, { token })).status;
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
