// The idempotency gate: leases that end, answers that are kept for a day and then purged, and a gateway that needs it for nothing.
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Bank, openBank, transferOf } from "../support/bank.ts";
import { evictGate } from "../support/evict-gate.ts";
import { type House, openHouse } from "../support/house.ts";
import { layWire, type Wire } from "@ledge/tools/wire";

const DAY_MS = 86_400_000;

/** Answers are saved within seconds. */
const SAVED = { timeout: 10_000 };

let house: House;
let bank: Bank;
let wire: Wire;

beforeAll(async () => {
  house = await openHouse({
    databaseUrl: async (runtimeUrl) => {
      wire = await layWire(runtimeUrl);
      return wire.url;
    },
  });
  bank = await openBank(house);
});
afterAll(async () => {
  await house.close();
  await wire.close();
});

const gateway = () => house.harness.getWorker("ledge-gateway");

/** Runs SQL in every gate and returns all rows. */
async function inGates(sql: string, ...values: unknown[]): Promise<any[]> {
  const ids = await gateway().listDurableObjectIds("GATES");
  const rows = await Promise.all(
    ids.map(async (id) => await (await gateway().getDurableObjectStorage("GATES", { id })).exec(sql, ...values)),
  );
  return rows.flat();
}

/** Takes every gate's memory, as a move to another machine does. */
async function forgetMemory(): Promise<void> {
  for (const id of await gateway().listDurableObjectIds("GATES")) await evictGate(house, { id });
}

const rowsOf = async (key: string): Promise<number> => (await inGates("SELECT id FROM answers WHERE id LIKE ?", `%/${key}`)).length;
/** Marks what a gate has of a key, so that it is seen who answers. */
const MARK = "UPDATE answers SET answer = json_set(answer, '$.body', 'from the gate'), expires_at_ms = ? WHERE id LIKE ?";

describe("the idempotency gate", () => {
  test("while a request is on its way its twin is told that the key is in use, and then gets its answer", async () => {
    const { account } = await bank.customerWith("0");
    const key = randomUUID();
    const body = transferOf(bank.cash, account, "4");
    wire.pause();
    const twins = [house.request("POST", "/v1/transfers", { key, body }), house.request("POST", "/v1/transfers", { key, body })];
    const turnedAway = await Promise.race(twins);
    expect([turnedAway.status, turnedAway.json.code, turnedAway.headers.get("Retry-After")]).toEqual([409, "idempotency_key_in_use", "1"]);
    wire.resume();
    const first = (await Promise.all(twins)).find(({ status }) => status === 201);
    const again = await house.request("POST", "/v1/transfers", { key, body });
    expect([again.status, again.text, again.headers.get("Idempotent-Replayed")]).toEqual([201, first?.text, "true"]);
    expect((await bank.balance(account)).posted).toBe("4");
  });

  test("a gate that was moved repeats what it had saved by itself", async () => {
    const { account } = await bank.customerWith("0");
    const key = randomUUID();
    const body = transferOf(bank.cash, account, "3");
    await house.request("POST", "/v1/transfers", { key, body });
    await expect.poll(() => rowsOf(key), SAVED).toBe(1);
    await forgetMemory();
    await inGates(MARK, Date.now() + DAY_MS, `%/${key}`);
    const again = await house.request("POST", "/v1/transfers", { key, body });
    expect([again.status, again.text, again.headers.get("Idempotent-Replayed")]).toEqual([201, "from the gate", "true"]);
    expect((await bank.balance(account)).posted).toBe("3");
  });

  test("an answer past its day is forgotten at the edge and the key still stands in the database", async () => {
    const { account } = await bank.customerWith("0");
    const key = randomUUID();
    const body = transferOf(bank.cash, account, "6");
    const first = await house.request("POST", "/v1/transfers", { key, body });
    await expect.poll(() => rowsOf(key), SAVED).toBe(1);
    await inGates(MARK, Date.now() - 1, `%/${key}`);
    const again = await house.request("POST", "/v1/transfers", { key, body });
    expect([again.text, again.headers.get("Idempotent-Replayed")]).toEqual([first.text, "true"]);
    expect((await bank.balance(account)).posted).toBe("6");
  });

  test("a retry that comes after the time of its hold is answered as the first one was, whatever the gate has forgotten", async () => {
    const { account } = await bank.customerWith("10");
    const sent = {
      key: randomUUID(),
      body: { ...transferOf(account, bank.cash, "10"), expires_at: new Date(Date.now() + 700).toISOString() },
    };
    const placed = await house.request("POST", "/v1/holds", sent);
    expect(placed.status).toBe(201);
    await expect.poll(async () => (await bank.balance(account)).available, { timeout: 20_000 }).toBe("10");
    await forgetMemory();
    await inGates("DELETE FROM answers");
    const again = await house.request("POST", "/v1/holds", sent);
    expect([again.status, again.text]).toEqual([201, placed.text]);
  });

  test("refusals that are never stored leave no row in the gate, nor does an answer that holds a secret", async () => {
    const keys = [randomUUID(), randomUUID()] as const;
    await house.request("POST", "/v1/transfers", { key: keys[0], rawBody: "{" });
    const issued = await house.request("POST", "/v1/api-keys", { key: keys[1], body: { name: "secret", scopes: ["accounts:read"] } });
    expect(issued.status).toBe(201);
    const customer = randomUUID();
    await house.request("POST", "/v1/customers", { key: customer, body: { type: "person", name: "Stored" } });
    // Answers are saved in their order, and this one is the last.
    await expect.poll(() => rowsOf(customer), SAVED).toBe(1);
    for (const key of keys) await expect.poll(() => rowsOf(key), SAVED).toBe(0);
    expect(JSON.stringify(await inGates("SELECT * FROM answers"))).not.toContain(issued.json.token);
  });

  test("with its storage broken the edge passes the gate by, and Postgres keeps every promise", async () => {
    const { account } = await bank.customerWith("0");
    await bank.pay(bank.cash, account, "1");
    await inGates("ALTER TABLE answers RENAME TO broken");
    const key = randomUUID();
    const body = transferOf(bank.cash, account, "5");
    const first = await house.request("POST", "/v1/transfers", { key, body });
    const second = await house.request("POST", "/v1/transfers", { key, body });
    expect([first.status, second.status, second.text, second.headers.get("Idempotent-Replayed")]).toEqual([201, 201, first.text, "true"]);
    await inGates("ALTER TABLE broken RENAME TO answers").catch(() => undefined);
    expect((await bank.balance(account)).posted).toBe("6");
  });
});
