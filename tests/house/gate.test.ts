// The idempotency gate: leases that end, answers that are kept for a day and then purged, and a gateway that needs it for nothing.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Bank, openBank, transferOf } from "../support/bank.ts";
import { type House, openHouse } from "../support/house.ts";

const HOUR_MS = 3_600_000;

let house: House;
let bank: Bank;

beforeAll(async () => {
  house = await openHouse();
  bank = await openBank(house);
});
afterAll(async () => await house.close());

/** Runs SQL in every gate and returns all rows. */
async function inGates(sql: string, ...values: unknown[]): Promise<any[]> {
  const worker = house.harness.getWorker("ledge-gateway");
  const ids = await worker.listDurableObjectIds("GATES");
  const rows = await Promise.all(ids.map(async (id) => await (await worker.getDurableObjectStorage("GATES", { id })).exec(sql, ...values)));
  return rows.flat();
}

describe("the idempotency gate", () => {
  test("a key whose request died without a word is free when its lease ends, not before", async () => {
    const { account } = await bank.customerWith("0");
    const key = randomUUID();
    const body = transferOf(bank.cash, account, "4");
    await house.request("POST", "/v1/transfers", { key, body });
    // As a crash between admission and answer would leave it: a lease and no answer.
    await inGates("UPDATE gate SET answer = NULL, lease = 'dead', lease_until_ms = ? WHERE id LIKE ?", Date.now() + HOUR_MS, `%/${key}`);
    const blocked = await house.request("POST", "/v1/transfers", { key, body });
    expect([blocked.status, blocked.json.code, blocked.headers.get("Retry-After")]).toEqual([409, "idempotency_key_in_use", "1"]);
    await inGates("UPDATE gate SET lease_until_ms = ? WHERE id LIKE ?", Date.now() - 1, `%/${key}`);
    const freed = await house.request("POST", "/v1/transfers", { key, body });
    expect([freed.status, freed.headers.get("Idempotent-Replayed")]).toEqual([201, "true"]);
    expect((await bank.balance(account)).posted).toBe("4");
  });

  test("an answer past its day is forgotten at the edge and the key still stands in the database", async () => {
    const { account } = await bank.customerWith("0");
    const key = randomUUID();
    const body = transferOf(bank.cash, account, "6");
    const first = await house.request("POST", "/v1/transfers", { key, body });
    await inGates("UPDATE gate SET expires_at_ms = ? WHERE id LIKE ?", Date.now() - 1, `%/${key}`);
    const again = await house.request("POST", "/v1/transfers", { key, body });
    expect([again.text, again.headers.get("Idempotent-Replayed")]).toEqual([first.text, "true"]);
    expect((await bank.balance(account)).posted).toBe("6");
  });

  test("refusals that are never stored leave no row in the gate, nor does an answer that holds a secret", async () => {
    const keys = [randomUUID(), randomUUID()] as const;
    await house.request("POST", "/v1/transfers", { key: keys[0], rawBody: "{" });
    const issued = await house.request("POST", "/v1/api-keys", { key: keys[1], body: { name: "secret", scopes: ["accounts:read"] } });
    expect(issued.status).toBe(201);
    for (const key of keys) expect(await inGates("SELECT * FROM gate WHERE id LIKE ?", `%/${key}`)).toEqual([]);
    expect(JSON.stringify(await inGates("SELECT * FROM gate"))).not.toContain(issued.json.token);
  });

  test("with its storage broken the edge passes the gate by, and Postgres keeps every promise", async () => {
    const { account } = await bank.customerWith("0");
    await bank.pay(bank.cash, account, "1");
    await inGates("ALTER TABLE gate RENAME TO broken");
    const key = randomUUID();
    const body = transferOf(bank.cash, account, "5");
    const first = await house.request("POST", "/v1/transfers", { key, body });
    const second = await house.request("POST", "/v1/transfers", { key, body });
    expect([first.status, second.status, second.text, second.headers.get("Idempotent-Replayed")]).toEqual([201, 201, first.text, "true"]);
    await inGates("ALTER TABLE broken RENAME TO gate").catch(() => undefined);
    expect((await bank.balance(account)).posted).toBe("6");
  });
});
