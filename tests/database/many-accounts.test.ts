// A customer with very many accounts must not make others wait (law 32): its own key opens a limited number, and its lists search only the accounts
// that have something to list.
import type { WriteCall } from "@ledge/shared/context";
import { decodeId } from "@ledge/shared/ids";
import type pg from "pg";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { operations } from "../../core-service/src/lane/operations.ts";
import type { Work } from "../../core-service/src/database/work.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { placeHold } from "../support/hold-fixture.ts";
import { openAccount, openFunded, postOne, transfer } from "../support/ledger-fixture.ts";
import { nested, overlap, withoutLock } from "../support/overlap.ts";
import { workOn, writeCall } from "../support/work.ts";

const MOST = 3;

let database: TestDatabase;
let admin: pg.Client;
let clients: [one: pg.Client, other: pg.Client];
let customer: string;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
});
beforeEach(async () => {
  clients = [await connect(database.runtimeUrl), await connect(database.otherRuntimeUrl)];
  const created = await operations.createCustomer(workOn(admin), writeCall(), { type: "person", name: "Ada" });
  if (!created.ok) throw new Error(created.refusal.code);
  customer = created.value.id;
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.end()));
});
afterAll(async () => {
  await admin.end();
  await database.drop();
});

/** A new request of a key that is bound to the customer. */
function ownCall(): WriteCall {
  const call = writeCall();
  return { ...call, principal: { ...call.principal, scopes: [], customerId: decodeId("customer", customer) } };
}
const limited = (work: Work): Work => ({ ...work, limits: { ...work.limits, customerAccounts: MOST } });
const open = (work: Work, call = ownCall()) =>
  operations.openAccount(limited(work), call, { kind: "customer", customer_id: customer, currency: "EUR" });
const openMany = async (many: number): Promise<void> => {
  for (let opened = 0; opened < many; opened += 1) expect((await open(workOn(admin), writeCall())).ok).toBe(true);
};
const tooMany = { ok: false, refusal: { code: "too_many_accounts" }, recorded: true };
const opened = async (): Promise<number> =>
  (await admin.query("SELECT count(*)::int AS n FROM accounts.accounts WHERE customer_id = $1", [decodeId("customer", customer)])).rows[0]
    .n;

describe("a customer's own key", () => {
  test("opens accounts up to their number and none beyond, closed ones counted, and answers the same under the same key", async () => {
    const work = workOn(clients[0]);
    const first = await open(work);
    for (let more = 1; more < MOST; more += 1) expect((await open(work)).ok).toBe(true);
    const call = ownCall();
    expect(await open(work, call)).toMatchObject(tooMany);
    if (!first.ok) throw new Error(first.refusal.code);
    expect((await operations.closeAccount(work, writeCall(), first.value.id)).ok).toBe(true);
    expect(await open(work, call)).toMatchObject({ ...tooMany, replayed: true });
    expect(await open(work)).toMatchObject(tooMany);
    expect(await opened()).toBe(MOST);
  });

  test("counts what the institution has opened, which may open more, also of a customer who may not", async () => {
    await openMany(MOST + 1);
    expect(await open(workOn(clients[0]))).toMatchObject(tooMany);
    expect((await open(workOn(clients[0]), writeCall())).ok).toBe(true);
    expect(await opened()).toBe(MOST + 2);
  });

  /** Two that race for the last place. @returns how many accounts there are then. */
  async function raced(alter: (client: pg.Client) => pg.Client): Promise<number> {
    await openMany(MOST - 1);
    const [one, other] = clients;
    await overlap(
      { admin, one, other },
      (client) => open(nested(alter(client))),
      (client) => open(workOn(alter(client))),
    );
    return await opened();
  }

  test("opens one of two that race for the last place", async () => {
    expect(await raced((client) => client)).toBe(MOST);
  });

  test("would open both without the lock of the customer (mutant)", async () => {
    const lock = { of: 'from "customers"."customers"', lock: "for update" };
    const counts: (() => number)[] = [];
    const made = await raced((client) => {
      const mutant = withoutLock(client, lock);
      counts.push(mutant.count);
      return mutant.client;
    });
    expect(counts.map((count) => count())).toEqual([1, 1]);
    expect(made).toBe(MOST + 1);
  });
});

describe("lists of a customer with many accounts", () => {
  const EMPTY = 20;
  const page = { limit: 10, before: null };
  /** What is searched in single accounts by a transaction: calls of the function, and searches of the indexes of holds. */
  const SEARCHED = `
    SELECT coalesce((SELECT calls FROM pg_stat_xact_user_functions WHERE funcname = 'account_transfers'), 0)::int AS transfers,
           (SELECT idx_scan FROM pg_stat_xact_user_tables WHERE schemaname = 'payments' AND relname = 'holds')::int AS holds`;

  async function searches(list: (work: Work) => Promise<unknown>): Promise<{ readonly transfers: number; readonly holds: number }> {
    await admin.query("BEGIN");
    await admin.query("SET LOCAL track_functions = 'all'");
    await list(workOn(admin));
    const { rows } = await admin.query(SEARCHED);
    await admin.query("COMMIT");
    return rows[0];
  }

  test("search the accounts that have transfers, or holds, and no others, and miss none of them", async () => {
    const owner = decodeId("customer", customer) as string;
    const payee = await openAccount(admin);
    for (let empty = 0; empty < EMPTY; empty += 1) await openAccount(admin, { owner });
    const payer = await openFunded(admin, 100n, { owner });
    const paid = await postOne(admin, transfer(payer, payee, 1n));
    const held = await placeHold(admin, payer, payee, 2n);
    const shown: (string | null)[] = [];
    const { transfers } = await searches(async (work) => {
      const { data } = await operations.listTransfers(work, ownCall(), {}, page);
      shown.push(...data.map(({ id }) => decodeId("transfer", id)));
    });
    expect(shown[0]).toBe(paid);
    const { holds } = await searches(async (work) => {
      const { data } = await operations.listHolds(work, ownCall(), {}, page);
      expect(data.map(({ id }) => decodeId("hold", id))).toEqual([held.id]);
    });
    expect(transfers).toBe(1);
    // One search for each side of the one account, and a few for the page.
    expect(holds).toBeLessThan(EMPTY);
  });
});
