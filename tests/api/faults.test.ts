// Failures of the connection to the database: they are answered 503 without a guess, and the retry leads to one effect (law 17).
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestBank, openTestBank, transferOf } from "../support/test-bank.ts";
import { checkBooks } from "@ledge/database/books/books";
import { connect } from "../support/database.ts";
import { type Ledge, startLedge } from "../support/ledge.ts";
import { layWire, type Wire } from "@ledge/database/postgres/wire";

const IDLE_MS = 300;

let ledge: Ledge;
let bank: TestBank;
let wire: Wire;

beforeAll(async () => {
  ledge = await startLedge({
    databaseUrl: async (runtimeUrl) => {
      wire = await layWire(runtimeUrl);
      return wire.url;
    },
    vars: { "core-service/wrangler.toml": { LANE_IDLE_MS: String(IDLE_MS) } },
  });
  bank = await openTestBank(ledge);
});
afterAll(async () => {
  await ledge.close();
  await wire.close();
});

/** Repeats a request under its key until it is answered, as a correct client does. */
async function insist(key: string, path: string, body: object): Promise<{ statuses: number[]; json: any }> {
  const statuses: number[] = [];
  for (;;) {
    const answer = await ledge.request("POST", path, { key, body });
    statuses.push(answer.status);
    if (answer.status !== 503) return { statuses, json: answer.json };
    expect([answer.json.code, answer.headers.get("Retry-After")]).toEqual(["service_unavailable", "1"]);
    expect(statuses.length).toBeLessThan(10);
  }
}

async function rows(sql: string): Promise<any[]> {
  const client = await connect(ledge.database.adminUrl);
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

describe("faults", () => {
  test("a connection that is cut after COMMIT is answered 503, and the retry finds the one effect", async () => {
    const { account } = await bank.customerWith("0");
    const key = randomUUID();
    wire.cutAfter("post_transfers");
    const { statuses, json } = await insist(key, "/v1/transfers", transferOf(bank.cash, account, "77"));
    expect(statuses).toEqual([503, 201]);
    expect((await bank.balance(account)).posted).toBe("77");
    expect((await rows(`SELECT FROM idempotency.keys WHERE key = '${key}'`)).length).toBe(1);
    expect((await ledge.request("GET", `/v1/transfers/${json.id}`)).status).toBe(200);
  });

  test("a connection that is cut after a command's commit is answered 503, and the retry finds the one customer", async () => {
    const before = (await rows("SELECT count(*) FROM customers.customers"))[0].count;
    // The relay and the consumer commit too, on connections of theirs, when the events of the tests before are due.
    wire.cutAfter("commit", undefined, 'insert into "customers"."customers"');
    const { statuses } = await insist(randomUUID(), "/v1/customers", { type: "person", name: "Cut" });
    expect(statuses).toEqual([503, 201]);
    expect(Number((await rows("SELECT count(*) FROM customers.customers"))[0].count)).toBe(Number(before) + 1);
  });

  test("each of many transfers in flight when the server ends every connection has one effect in the end", async () => {
    const { account } = await bank.customerWith("0");
    const kill = rows(
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'ledge_runtime_a' AND datname = current_database()",
    );
    const done = await Promise.all(
      Array.from({ length: 60 }, () => insist(randomUUID(), "/v1/transfers", transferOf(bank.cash, account, "1"))),
    );
    await kill;
    expect(done.map(({ json }) => json.amount)).toEqual(done.map(() => "1"));
    expect(await bank.balance(account)).toMatchObject({ posted: "60", version: 60 });
    const client = await connect(ledge.database.adminUrl);
    expect(await checkBooks(client)).toEqual([]);
    await client.end();
  });

  test("a database that does not answer leads to 503 in bounded time, also for waiting requests, and serves again afterwards", async () => {
    const { account } = await bank.customerWith("0");
    const keys = Array.from({ length: 5 }, () => randomUUID());
    wire.pause();
    const startedAt = performance.now();
    const answers = await Promise.all(
      keys.map((key) => ledge.request("POST", "/v1/transfers", { key, body: transferOf(bank.cash, account, "2") })),
    );
    // The lane allows a task 10 s and then fails the tasks that waited behind it at once. The rest of the limit is for a busy machine.
    expect(performance.now() - startedAt).toBeLessThan(30_000);
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([503]));
    wire.resume();
    for (const key of keys) expect((await insist(key, "/v1/transfers", transferOf(bank.cash, account, "2"))).statuses.at(-1)).toBe(201);
    expect(await bank.balance(account)).toMatchObject({ posted: "10", version: 5 });
  });

  test("every request that waits for the same readiness answer gets it, even when the first of them has hung up", async () => {
    await expect.poll(() => wire.open()).toBe(0);
    wire.pause();
    const hangsUp = new AbortController();
    const first = ledge.fetch("/readyz", { signal: hangsUp.signal }).catch((error: Error) => error.name);
    await expect.poll(() => wire.open()).toBeGreaterThan(0);
    const crowd = Promise.all(Array.from({ length: 30 }, () => ledge.request("GET", "/readyz", { token: null })));
    hangsUp.abort();
    expect(await first).toBe("AbortError");
    wire.resume();
    expect(new Set((await crowd).map((answer) => answer.status))).toEqual(new Set([200]));
  });

  test("an idle lane closes its connection, and opens a new one when it is needed", async () => {
    await bank.customerWith("1");
    await expect.poll(() => wire.open()).toBe(0);
    await bank.customerWith("1");
    expect(wire.open()).toBeGreaterThan(0);
  });
});
