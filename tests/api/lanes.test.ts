// Several lanes, and several platforms, on one database: lanes order and batch, and Postgres decides.
import { randomInt, randomUUID } from "node:crypto";
import { checkBooks } from "@ledge/database/books/books";
import { random } from "@ledge/verification/random";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type TestBank, openTestBank, transferOf } from "../support/test-bank.ts";
import { connect } from "../support/database.ts";
import { type Ledge, startLedge } from "../support/ledge.ts";

const CORE = "core-service/wrangler.toml";
const ACCOUNTS = 6;
const TRANSFERS = 300;

let ledge: Ledge;
/** The same database with separate lanes that route differently: an older deployment that still writes. */
let stale: Ledge;
let bank: TestBank;

beforeAll(async () => {
  ledge = await startLedge({ vars: { [CORE]: { POSTING_LANES: "4" } } });
  stale = await startLedge({ databaseUrl: async () => ledge.database.runtimeUrl });
  bank = await openTestBank(ledge);
});
afterAll(async () => {
  await stale.close();
  await ledge.close();
});

async function effectsOf(keys: readonly string[]): Promise<Map<string, number>> {
  const admin = await connect(ledge.database.adminUrl);
  const { rows } = await admin.query<{ external_id: string; effects: string }>(
    "SELECT external_id, count(*) AS effects FROM ledger.transfers WHERE external_id = ANY ($1) GROUP BY external_id",
    [keys],
  );
  await admin.end();
  return new Map(rows.map(({ external_id, effects }) => [external_id, Number(effects)]));
}

const books = async (): Promise<string[]> => {
  const admin = await connect(ledge.database.adminUrl);
  const violations = await checkBooks(admin);
  await admin.end();
  return violations;
};

describe("several lanes", () => {
  test("post to the same accounts in both directions at once, each key once, and no overdraft limit is exceeded", async () => {
    const seed = randomInt(2 ** 31);
    const next = random(seed);
    // With little money, overdraft limits are reached while four lanes race for it.
    const accounts = await Promise.all(Array.from({ length: ACCOUNTS }, async () => (await bank.customerWith("40")).account));
    const intents = Array.from({ length: TRANSFERS }, () => {
      const source = next(ACCOUNTS);
      const destination = (source + 1 + next(ACCOUNTS - 1)) % ACCOUNTS;
      const key = randomUUID();
      const body = { ...transferOf(accounts[source] as string, accounts[destination] as string, String(1 + next(20))), external_id: key };
      return { key, body };
    });
    const answers = await Promise.all(intents.map(({ key, body }) => ledge.request("POST", "/v1/transfers", { key, body })));
    const effects = await effectsOf(intents.map(({ key }) => key));
    for (const [index, { key }] of intents.entries()) {
      const answer = answers[index];
      expect([201, 422], `seed ${seed}: ${answer?.text}`).toContain(answer?.status);
      expect(effects.get(key) ?? 0, `seed ${seed}, ${key}`).toBe(answer?.status === 201 ? 1 : 0);
    }
    expect(new Set(answers.map(({ status }) => status)).size, `seed ${seed}: nothing was refused, or everything`).toBe(2);
    expect(await books(), `seed ${seed}`).toEqual([]);
  });

  test("of two deployments on one database have one effect per key, and both give its answer", async () => {
    const [{ account: payer }, { account: payee }] = [await bank.customerWith("1000000"), await bank.customerWith("0")];
    const keys = Array.from({ length: 60 }, () => randomUUID());
    const asked = await Promise.all(
      keys.map(async (key) => {
        const options = { key, token: ledge.operatorKey, body: { ...transferOf(payer, payee, "7"), external_id: key } };
        return await Promise.all([ledge, stale].map((one) => one.request("POST", "/v1/transfers", options)));
      }),
    );
    for (const [ours, theirs] of asked) expect([theirs?.status, theirs?.text]).toEqual([201, ours?.text]);
    expect([...(await effectsOf(keys)).values()]).toEqual(keys.map(() => 1));
    expect(await books()).toEqual([]);
  });

  test("post transactions of many legs on one account, sent all at once, and transfers meanwhile", async () => {
    const { account: payer } = await bank.customerWith("1000000");
    const { account: payee } = await bank.customerWith("0");
    const legs = (direction: "debit" | "credit", account: string) =>
      Array.from({ length: 50 }, () => ({ account, direction, amount: "1", currency: "EUR" }));
    const entries = [...legs("debit", payer), ...legs("credit", payee)];
    const transactions = Array.from({ length: 20 }, () => ledge.request("POST", "/v1/transactions", { body: { entries } }));
    const transfers = Array.from({ length: 20 }, () => ledge.request("POST", "/v1/transfers", { body: transferOf(payer, payee, "1") }));
    const statuses = (await Promise.all([...transactions, ...transfers])).map(({ status }) => status);
    expect(statuses).toEqual(statuses.map(() => 201));
    expect(await books()).toEqual([]);
  });
});

describe("while what the lanes of webhooks and events run waits for a lock,", () => {
  /** The statements that wait for another session, and since when. */
  const waits = async (admin: pg.Client): Promise<readonly string[]> => {
    const { rows } = await admin.query<{ wait: string }>(
      `SELECT pid || ' since ' || query_start AS wait FROM pg_stat_activity
        WHERE datname = current_database() AND cardinality(pg_blocking_pids(pid)) > 0`,
    );
    return rows.map(({ wait }) => wait);
  };
  const othersAnswered = async (): Promise<readonly number[]> => {
    const customers = Array.from({ length: 4 }, () =>
      ledge.request("POST", "/v1/customers", { body: { type: "person", name: "Ada", metadata: {} } }),
    );
    const lists = Array.from({ length: 4 }, () => ledge.request("GET", "/v1/accounts"));
    const answers = await Promise.all([...customers, ...lists, ledge.request("GET", "/readyz", { token: null })]);
    return answers.map(({ status }) => status);
  };

  test.each([
    [
      "the fan-out",
      "SELECT FROM outbox.inboxes WHERE consumer = 'webhooks' FOR UPDATE",
      () => ledge.request("POST", "/v1/customers", { body: { type: "person", name: "Ada" } }),
    ],
    ["a read of the feed", "LOCK TABLE outbox.events IN ACCESS EXCLUSIVE MODE", () => ledge.request("GET", "/v1/events")],
  ])("as %s may, writes, reads and readiness are answered during that very wait", async (_what, lock, cause) => {
    const [admin, holder] = [await connect(ledge.database.adminUrl), await connect(ledge.database.adminUrl)];
    try {
      // Authenticated before, so that nothing here needs a first look-up.
      await othersAnswered();
      await holder.query(`BEGIN; ${lock}`);
      const causing = cause();
      await expect.poll(async () => (await waits(admin)).length).toBeGreaterThan(0);
      const before = await waits(admin);
      expect(await othersAnswered()).toEqual([...Array.from({ length: 4 }, () => 201), ...Array.from({ length: 5 }, () => 200)]);
      // Some of those that wait give up and ask again after a while; that one has waited all along is what counts.
      expect((await waits(admin)).filter((wait) => before.includes(wait))).not.toEqual([]);
      await holder.query("COMMIT");
      expect((await causing).status).toBeLessThan(300);
    } finally {
      await Promise.all([admin.end(), holder.end()]);
    }
  });
});
