// The idempotency gate: it refuses concurrent duplicates and repeats answers, and the platform stays exact without it.
import { randomUUID } from "node:crypto";
import { decodeId } from "@ledge/shared/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestBank, openTestBank, transferOf } from "../support/test-bank.ts";
import { beginAtGate, wipeGates } from "../support/gates.ts";
import { type Ledge, startLedge } from "../support/ledge.ts";
import { layWire, type Wire } from "@ledge/database/postgres/wire";

let ledge: Ledge;
let bank: TestBank;
let wire: Wire;

beforeAll(async () => {
  ledge = await startLedge({
    databaseUrl: async (runtimeUrl) => {
      wire = await layWire(runtimeUrl);
      return wire.url;
    },
  });
  bank = await openTestBank(ledge);
});
afterAll(async () => {
  await ledge.close();
  await wire.close();
});

describe("the idempotency gate", () => {
  test("while a request runs its duplicate is answered that the key is in use, and later gets the request's answer", async () => {
    const { account } = await bank.customerWith("0");
    const key = randomUUID();
    const body = transferOf(bank.cash, account, "4");
    wire.pause();
    const duplicates = [ledge.request("POST", "/v1/transfers", { key, body }), ledge.request("POST", "/v1/transfers", { key, body })];
    const turnedAway = await Promise.race(duplicates);
    expect([turnedAway.status, turnedAway.json.code, turnedAway.headers.get("Retry-After")]).toEqual([409, "idempotency_key_in_use", "1"]);
    wire.resume();
    const first = (await Promise.all(duplicates)).find(({ status }) => status === 201);
    const again = await ledge.request("POST", "/v1/transfers", { key, body });
    expect([again.status, again.text, again.headers.get("Idempotent-Replayed")]).toEqual([201, first?.text, "true"]);
    expect((await bank.balance(account)).posted).toBe("4");
  });

  test("a gate that lost its memory admits the retry, and the key's row answers it as the gate did", async () => {
    const { account } = await bank.customerWith("0");
    const sent = { key: randomUUID(), body: transferOf(bank.cash, account, "3") };
    const first = await ledge.request("POST", "/v1/transfers", sent);
    const byGate = await ledge.request("POST", "/v1/transfers", sent);
    await wipeGates(ledge);
    const byRow = await ledge.request("POST", "/v1/transfers", sent);
    for (const again of [byGate, byRow])
      expect([again.status, again.text, again.headers.get("Idempotent-Replayed")]).toEqual([201, first.text, "true"]);
    expect((await bank.balance(account)).posted).toBe("3");
  });

  test("an answer in the gate's memory needs no database, and an answer that is too large is not kept there", async () => {
    const { account } = await bank.customerWith("0");
    // The edge caches an API key for 5 s from its first use. A new key does not expire during this test.
    const { token } = (await ledge.request("POST", "/v1/api-keys", { body: { name: "new", scopes: ["operator"] } })).json;
    const small = { key: randomUUID(), body: transferOf(bank.cash, account, "1"), token };
    const items = Array.from({ length: 60 }, () => transferOf(bank.cash, account, "1"));
    const large = { key: randomUUID(), body: { mode: "atomic", transfers: items }, token };
    const transfer = await ledge.request("POST", "/v1/transfers", small);
    const batch = await ledge.request("POST", "/v1/transfer-batches", large);
    expect(batch.text.length).toBeGreaterThan(16 * 1_024);
    wire.pause();
    const again = await ledge.request("POST", "/v1/transfers", small);
    expect([again.status, again.text]).toEqual([201, transfer.text]);
    const duplicates = [ledge.request("POST", "/v1/transfer-batches", large), ledge.request("POST", "/v1/transfer-batches", large)];
    expect((await Promise.race(duplicates)).json.code).toBe("idempotency_key_in_use");
    wire.resume();
    expect((await Promise.all(duplicates)).find(({ status }) => status === 201)?.text).toBe(batch.text);
  });

  test("a retry after the expiry of its hold is answered as the first request was, whatever the gate has forgotten", async () => {
    const { account } = await bank.customerWith("10");
    const sent = {
      key: randomUUID(),
      body: { ...transferOf(account, bank.cash, "10"), expires_at: new Date(Date.now() + 700).toISOString() },
    };
    const placed = await ledge.request("POST", "/v1/holds", sent);
    expect(placed.status).toBe(201);
    await expect.poll(async () => (await bank.balance(account)).available).toBe("10");
    await wipeGates(ledge);
    const again = await ledge.request("POST", "/v1/holds", sent);
    expect([again.status, again.text]).toEqual([201, placed.text]);
  });

  test("the gate keeps neither refusals that are never stored nor an answer that contains a secret", async () => {
    const [malformed, secret, recorded] = [randomUUID(), randomUUID(), randomUUID()];
    await ledge.request("POST", "/v1/transfers", { key: malformed, rawBody: "{" });
    const issued = await ledge.request("POST", "/v1/api-keys", { key: secret, body: { name: "secret", scopes: ["accounts:read"] } });
    expect(issued.status).toBe(201);
    await ledge.request("POST", "/v1/customers", { key: recorded, body: { type: "person", name: "Kept" } });
    const [operator] = (await ledge.request("GET", "/v1/api-keys?limit=100")).json.data.filter(
      ({ name }: { name: string }) => name === "test operator",
    );
    const principal = decodeId("apiKey", operator.id) as string;
    // A fingerprint that no request has: a kept answer refuses it, and otherwise it is admitted.
    const asked = [malformed, secret, recorded].map(async (key) => (await beginAtGate(ledge, principal, key, "of nobody")).kind);
    expect(await Promise.all(asked)).toEqual(["proceed", "proceed", "reused"]);
  });
});
