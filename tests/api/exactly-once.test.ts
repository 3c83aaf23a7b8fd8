// Laws 11 to 17 through the API: however often a request is repeated, it has one effect and one answer.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestBank, openTestBank, transferOf } from "../support/test-bank.ts";
import { checkBooks } from "@ledge/database/books/books";
import { connect } from "../support/database.ts";
import { wipeGates } from "../support/gates.ts";
import { type Ledge, startLedge } from "../support/ledge.ts";

let ledge: Ledge;
let bank: TestBank;

beforeAll(async () => {
  ledge = await startLedge();
  bank = await openTestBank(ledge);
});
afterAll(async () => await ledge.close());

async function count(sql: string, values: unknown[] = []): Promise<number> {
  const client = await connect(ledge.database.adminUrl);
  try {
    return Number((await client.query(sql, values)).rows[0].count);
  } finally {
    await client.end();
  }
}

const transfersInto = (account: string): Promise<number> =>
  count("SELECT count(*) FROM ledger.transfers WHERE destination_account = (SELECT id FROM accounts.accounts WHERE id = $1)", [
    uuidOf(account),
  ]);

function uuidOf(id: string): string {
  const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
  let value = 0n;
  for (const character of id.slice(id.indexOf("_") + 1)) value = (value << 5n) | BigInt(alphabet.indexOf(character));
  return value.toString(16).padStart(32, "0");
}

describe("exactly once", () => {
  test("200 parallel identical POSTs post once, and every answer is that transfer or 409 idempotency_key_in_use", async () => {
    const { account } = await bank.customerWith("0");
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 200 }, () => ledge.request("POST", "/v1/transfers", { key, body: transferOf(bank.cash, account, "700") })),
    );
    const bodies = new Set(answers.filter((answer) => answer.status === 201).map((answer) => answer.text));
    expect(bodies.size).toBe(1);
    for (const answer of answers) {
      if (answer.status === 201) continue;
      expect([answer.status, answer.json.code]).toEqual([409, "idempotency_key_in_use"]);
      expect(answer.headers.get("Retry-After")).toBe("1");
    }
    expect(await transfersInto(account)).toBe(1);
    expect(await count("SELECT count(*) FROM idempotency.keys WHERE key = $1", [key])).toBe(1);
    expect((await bank.balance(account)).posted).toBe("700");
  });

  test("a replay has the same status and bytes, is marked as a replay, and has its own request id", async () => {
    const { account } = await bank.customerWith("0");
    const key = randomUUID();
    const body = transferOf(bank.cash, account, "5");
    const first = await ledge.request("POST", "/v1/transfers", { key, body });
    const second = await ledge.request("POST", "/v1/transfers", { key: `"${key}"`, body });
    expect([second.status, second.text]).toEqual([first.status, first.text]);
    expect([first.headers.get("Idempotent-Replayed"), second.headers.get("Idempotent-Replayed")]).toEqual([null, "true"]);
    expect(second.headers.get("Request-Id")).not.toBe(first.headers.get("Request-Id"));
  });

  test("when the gate loses its memory between two attempts there is still one effect, with the same bytes from the key's row", async () => {
    const { account } = await bank.customerWith("0");
    const cases = [
      { path: "/v1/transfers", body: transferOf(bank.cash, account, "9") },
      { path: "/v1/transfers", body: transferOf(account, bank.cash, "999999") },
      { path: "/v1/customers", body: { type: "business", name: "Wiped Ltd", metadata: { b: "2", a: "1" } } },
      { path: "/v1/accounts", body: { kind: "house", code: "wiped", currency: "EUR", normal_side: "credit" } },
      { path: "/v1/api-keys", body: { name: "wiped", scopes: ["accounts:read"] } },
    ];
    for (const { path, body } of cases) {
      const key = randomUUID();
      const first = await ledge.request("POST", path, { key, body });
      expect(await wipeGates(ledge)).toBeGreaterThan(0);
      const second = await ledge.request("POST", path, { key, body });
      expect([second.status, second.text], path).toEqual([first.status, first.text]);
      expect(second.headers.get("Idempotent-Replayed"), path).toBe("true");
    }
    expect(await transfersInto(account)).toBe(1);
  });

  test("the same key with another method, path, query or body is 422 and has no effect, with and without the gate", async () => {
    const { account } = await bank.customerWith("0");
    const key = randomUUID();
    await ledge.request("POST", "/v1/transfers", { key, body: transferOf(bank.cash, account, "11") });
    for (const wipe of [false, true]) {
      for (const other of [
        { path: "/v1/transfers", body: transferOf(bank.cash, account, "12") },
        { path: "/v1/transfers", rawBody: `${JSON.stringify(transferOf(bank.cash, account, "11"))} ` },
        { path: "/v1/customers", body: { type: "person", name: "Other" } },
      ]) {
        if (wipe) await wipeGates(ledge);
        const answer = await ledge.request("POST", other.path, { key, ...other });
        expect([answer.status, answer.json.code], JSON.stringify(other)).toEqual([422, "idempotency_key_reused"]);
      }
    }
    expect(await transfersInto(account)).toBe(1);
  });

  test("the same key with another If-Match or If-None-Match is 422 and has no effect, with and without the gate, and with the same one is a retry", async () => {
    const { account } = await bank.customerWith("0");
    const [key, body] = [randomUUID(), { name: "Rent" }];
    const tag = (await ledge.request("GET", `/v1/accounts/${account}`)).headers.get("ETag") as string;
    const rename = (headers: Readonly<Record<string, string>>) => ledge.request("PATCH", `/v1/accounts/${account}`, { key, body, headers });
    const first = await rename({ "If-Match": tag });
    expect(first.status, first.text).toBe(200);
    for (const wipe of [false, true]) {
      if (wipe) await wipeGates(ledge);
      for (const other of [
        { "If-Match": "*" },
        { "If-Match": first.headers.get("ETag") as string },
        { "If-Match": tag, "If-None-Match": '"x"' },
      ]) {
        const answer = await rename(other);
        expect([answer.status, answer.json.code], JSON.stringify(other)).toEqual([422, "idempotency_key_reused"]);
      }
      const again = await rename({ "If-Match": `W/${tag} ` });
      expect([again.status, again.headers.get("Idempotent-Replayed")]).toEqual([200, "true"]);
    }
  });

  test("another principal's key is another key, and two keys with the same body are two transfers", async () => {
    const { account } = await bank.customerWith("0");
    const other = await ledge.request("POST", "/v1/api-keys", { body: { name: "second", scopes: ["transfers:write"] } });
    const key = randomUUID();
    const body = transferOf(bank.cash, account, "3");
    const mine = await ledge.request("POST", "/v1/transfers", { key, body });
    const theirs = await ledge.request("POST", "/v1/transfers", { key, body, token: other.json.token });
    const again = await ledge.request("POST", "/v1/transfers", { body });
    expect(new Set([mine.json.id, theirs.json.id, again.json.id]).size).toBe(3);
    expect(await transfersInto(account)).toBe(3);
  });

  test("a business refusal is stored under its key: money that arrives later does not change the answer", async () => {
    const { account } = await bank.customerWith("0");
    const key = randomUUID();
    const body = transferOf(account, bank.cash, "50");
    const refused = await ledge.request("POST", "/v1/transfers", { key, body });
    expect([refused.status, refused.json.code]).toEqual([422, "insufficient_funds"]);
    await bank.pay(bank.cash, account, "50");
    const replayed = await ledge.request("POST", "/v1/transfers", { key, body });
    expect([replayed.status, replayed.text]).toEqual([422, refused.text]);
    await wipeGates(ledge);
    expect((await ledge.request("POST", "/v1/transfers", { key, body })).text).toBe(refused.text);
    expect((await bank.balance(account)).posted).toBe("50");
  });

  test("400, 401, 403, 413 and 415 are never stored: the same key then succeeds", async () => {
    const { account } = await bank.customerWith("0");
    const weak = await ledge.request("POST", "/v1/api-keys", { body: { name: "weak", scopes: ["accounts:read"] } });
    const good = transferOf(bank.cash, account, "8");
    const key = randomUUID();
    const statuses = [
      await ledge.request("POST", "/v1/transfers", { key, body: { ...good, amount: 8 } }),
      await ledge.request("POST", "/v1/transfers", { key, body: good, token: null }),
      await ledge.request("POST", "/v1/transfers", { key, body: good, token: weak.json.token }),
      await ledge.request("POST", "/v1/transfers", { key, rawBody: "x".repeat(1_048_577) }),
      await ledge.request("POST", "/v1/transfers", { key, body: good, headers: { "Content-Type": "text/plain" } }),
      await ledge.request("POST", "/v1/transfers", { key, body: good }),
    ].map((answer) => answer.status);
    expect(statuses).toEqual([400, 401, 403, 413, 415, 201]);
  });

  test("500 transfers among 10 accounts over 50 connections do not deadlock, leave no available balance negative, and keep the books balanced", async () => {
    const accounts = (await Promise.all(Array.from({ length: 10 }, () => bank.customerWith("10000")))).map(({ account }) => account);
    const seed = Number(process.env["SEED"] ?? Date.now() % 1_000_000);
    console.log(`seed ${seed}`);
    let state = seed;
    const random = (below: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    const jobs = Array.from({ length: 500 }, () => {
      const source = random(10);
      const destination = (source + 1 + random(9)) % 10;
      return transferOf(accounts[source] as string, accounts[destination] as string, String(1 + random(4000)));
    });
    const statuses = new Map<number, number>();
    const worker = async () => {
      for (let job = jobs.pop(); job !== undefined; job = jobs.pop()) {
        const answer = await ledge.request("POST", "/v1/transfers", { body: job });
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        if (answer.status !== 201) expect(answer.json.code).toBe("insufficient_funds");
      }
    };
    await Promise.all(Array.from({ length: 50 }, worker));
    expect([...statuses.values()].reduce((sum, n) => sum + n, 0)).toBe(500);
    const balances = await Promise.all(accounts.map((account) => bank.balance(account)));
    expect(balances.reduce((sum, balance) => sum + BigInt(balance.posted), 0n)).toBe(100_000n);
    for (const balance of balances) expect(BigInt(balance.available)).toBeGreaterThanOrEqual(0n);
    const client = await connect(ledge.database.adminUrl);
    expect(await checkBooks(client)).toEqual([]);
    await client.end();
  });
});
