// Row security (law 26, decision 65): what is read for one customer shows that customer's rows alone, whatever its SQL forgets. Each operation is run
// as the institution would run it, so that its SQL asks for no owner at all, on a database that acts for a customer.
import type { Call } from "@ledge/shared/context";
import { encodeId, newUuid } from "@ledge/shared/ids";
import { sql } from "drizzle-orm";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ACT_FOR_NOBODY, databaseFor } from "../../core-service/src/database/acting.ts";
import type { Work } from "../../core-service/src/database/work.ts";
import { operations } from "../../core-service/src/lane/operations.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { placeHold, postTransaction } from "../support/hold-fixture.ts";
import { BACKDATED, post, transfer } from "../support/ledger-fixture.ts";
import { withMutant } from "../support/mutant.ts";
import { workOn, writeCall } from "../support/work.ts";

interface Customer {
  readonly id: string;
  readonly account: string;
  /** The transfer from another customer. */
  readonly paid: string;
}

let database: TestDatabase;
let admin: pg.Client;
/** Sees all, as the posting functions do. */
let runtime: pg.Client;
/** Reads for principals. */
let acting: pg.Client;
let ada: Customer;
let grace: Customer;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
  runtime = await connect(database.runtimeUrl);
  acting = await actingOn(database);
  [ada, grace] = await twoCustomers(runtime);
});
afterAll(async () => {
  await Promise.all([admin.end(), runtime.end(), acting.end()]);
  await database.drop();
});

async function actingOn({ runtimeUrl }: TestDatabase): Promise<pg.Client> {
  const client = await connect(runtimeUrl);
  await client.query(ACT_FOR_NOBODY);
  return client;
}

/** Two customers who never paid each other, each with an account, a payment from a third, payments from and to the bank, one of them backdated, one by legs, and a hold. */
async function twoCustomers(client: pg.Client): Promise<[Customer, Customer]> {
  const work = workOn(client);
  const opened = async (terms: object): Promise<string> => {
    const account = await operations.openAccount(work, writeCall(), { currency: "EUR", opened_on: "1900-01-01", ...terms } as never);
    if (!account.ok) throw new Error(account.refusal.code);
    const { rows } = await client.query<{ id: string }>("SELECT id FROM accounts.accounts ORDER BY id DESC LIMIT 1");
    return rows[0]?.id as string;
  };
  const bank = await opened({ kind: "house", code: `h${newUuid()}`, normal_side: "debit", allow_negative: true });
  const holder = async (name: string): Promise<{ id: string; account: string }> => {
    const customer = await operations.createCustomer(work, writeCall(), { type: "person", name });
    if (!customer.ok) throw new Error(customer.refusal.code);
    const account = await opened({ kind: "customer", customer_id: customer.value.id, overdraft_limit: "100" });
    const { rows } = await client.query<{ id: string }>("SELECT customer_id AS id FROM accounts.accounts WHERE id = $1", [account]);
    return { id: rows[0]?.id as string, account };
  };
  const payer = await holder("Hedy");
  const made: Customer[] = [];
  for (const name of ["Ada", "Grace"]) {
    const { id, account } = await holder(name);
    const [paid] = await post(client, [
      transfer(payer.account, account, 9n),
      transfer(bank, account, 7n, { effective_at: BACKDATED }),
      transfer(account, bank, 3n),
    ]);
    await postTransaction(client, [
      { account: bank, direction: "debit", amount: "1", currency: "EUR" },
      { account, direction: "credit", amount: "1", currency: "EUR" },
    ]);
    await placeHold(client, account, bank, 5n);
    made.push({ id, account, paid: paid?.transferId as string });
  }
  // What is searched follows the events.
  await client.query("SELECT outbox.sequence(100000)");
  while (!(await operations.followFeed(work)));
  return made as [Customer, Customer];
}

const page = { limit: 50, before: null };
const period = { from: "1900-01-01T00:00:00.000Z", to: "2030-01-01T00:00:00.000Z" };
/** The whole life of an account, on the basis that reads the most tables. */
const position = { basis: "effective" as const, ...period, afterVersion: 0, lastVersion: 100, newest: 100, backdated: null };

/** Every read of one principal's own statement: what it shows of a customer; nothing: what it shows of one who is not there. */
const reads: Readonly<Record<string, (work: Work, call: Call, of: Customer) => Promise<unknown>>> = {
  getCustomer: async (work, call, { id }) => shown(await operations.getCustomer(work, call, encodeId("customer", id))),
  listCustomers: async (work, call, { id }) =>
    (await operations.listCustomers(work, call, page)).data.filter((customer) => customer.id === encodeId("customer", id)),
  listAccounts: async (work, call, { id }) =>
    (await operations.listAccounts(work, call, { customer_id: encodeId("customer", id) }, page)).data.map((one) => ({
      ...one,
      balance: undefined,
    })),
  listEntries: async (work, call, { account }) =>
    shown(await operations.listEntries(work, call, encodeId("account", account), period, page))?.data,
  getBalanceAt: async (work, call, { account }) =>
    shown(await operations.getBalanceAt(work, call, encodeId("account", account), period.to, "effective"))?.posted,
  listTransfers: async (work, call, { account }) => of(account, (await operations.listTransfers(work, call, {}, page)).data),
  "listTransfers of an account": async (work, call, { account }) =>
    (await operations.listTransfers(work, call, { account: encodeId("account", account), ...period }, page)).data,
  listHolds: async (work, call, { account }) => of(account, (await operations.listHolds(work, call, {}, page)).data),
  "listHolds of an account": async (work, call, { account }) =>
    (await operations.listHolds(work, call, { account: encodeId("account", account) }, page)).data,
  openStatement: async (work, call, { account }) =>
    (shown(await operations.openStatement(work, call, encodeId("account", account), period, "effective"))?.head as any)?.closing_balance,
  readStatement: async (work, call, { account }) =>
    shown(await operations.readStatement(work, call, encodeId("account", account), position))?.entries,
  readLargestAmount: async (work, call, { account }) =>
    shown(await operations.readLargestAmount(work, call, encodeId("account", account), position)),
};

const shown = <T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false }): T | undefined =>
  result.ok ? result.value : undefined;
const of = (account: string, items: readonly { readonly source_account: string; readonly destination_account: string }[]) =>
  items.filter((item) => [item.source_account, item.destination_account].includes(encodeId("account", account)));
const isNothing = (what: unknown): boolean => what === undefined || (Array.isArray(what) && what.length === 0);

/** As the institution asks: its SQL names no owner. */
const asksForAll = (): Call => writeCall();
const asks = ({ id }: Customer): Call => ({
  ...writeCall(),
  principal: { id: newUuid(), keyId: newUuid(), scopes: ["accounts:read"], customerId: id },
});
const workFor = (client: pg.Client, customer: Customer | null): Work => ({
  ...workOn(client),
  database: databaseFor(client as never, customer?.id ?? null),
});

describe.each(Object.entries(reads))("%s", (_name, read) => {
  test("without its authorization shows the acting customer nothing of another's (the fence holds alone)", async () => {
    expect(isNothing(await read(workFor(acting, ada), asksForAll(), grace))).toBe(true);
    // It is the fence that holds: the same statement of the same session finds it for the institution, and finds the customer's own.
    expect(isNothing(await read(workFor(acting, null), asksForAll(), grace))).toBe(false);
    expect(isNothing(await read(workFor(acting, ada), asksForAll(), ada))).toBe(false);
  });

  test("shows a customer the same behind the fence as without it", async () => {
    expect(await read(workFor(acting, ada), asks(ada), ada)).toEqual(await read(workOn(runtime), asks(ada), ada));
  });

  test("shows nothing when its transaction does not say for whom it is", async () => {
    expect(isNothing(await read(workOn(acting), asksForAll(), ada))).toBe(true);
  });
});

describe("what a statement says for whom it is", () => {
  const whoReads = sql`SELECT current_user AS role, current_setting('ledge.acting_customer') AS customer`;
  const nobody = { role: "ledge_acting", customer: "" };

  test.each([
    ["a customer", () => ada.id, () => ({ role: "ledge_acting", customer: ada.id })],
    ["the institution", () => null, () => ({ role: "ledge_runtime_a", customer: "" })],
  ])("holds for itself alone: %s", async (_who, one, expected) => {
    const said = databaseFor(acting as never, one());
    expect((await said.execute(whoReads)).rows).toEqual([expected()]);
    expect((await acting.query("SELECT current_user AS role, current_setting('ledge.acting_customer') AS customer")).rows).toEqual([
      nobody,
    ]);
    await expect(said.execute(sql`SELECT 1 / 0`)).rejects.toThrow();
    expect((await workOn(acting).database.execute(whoReads)).rows).toEqual([nobody]);
    expect((await said.execute(whoReads)).rows).toEqual([expected()]);
  });

  test("holds for the statement that it was sent with, when many are sent at once", async () => {
    const owners = [ada.id, null, grace.id, null, ada.id, grace.id];
    const found = await Promise.all(
      owners.map(async (owner) => (await databaseFor(acting as never, owner).execute<{ customer: string }>(whoReads)).rows[0]?.customer),
    );
    expect(found).toEqual(owners.map((owner) => owner ?? ""));
  });

  test("is nobody in a new session, also when its login has said otherwise", async () => {
    await admin.query(
      `ALTER ROLE ledge_runtime_a IN DATABASE ${database.adminUrl.split("/").at(-1)} SET ledge.acting_customer = '${ada.id}'`,
    );
    const client = await actingOn(database);
    expect((await client.query("SELECT FROM ledger.entries")).rowCount).toBe(0);
    await client.end();
  });
});

describe("a table with an owner", () => {
  /** The rows that are not the customer's, of those that a statement without any condition finds. */
  const foreign = {
    "accounts.accounts": "customer_id IS DISTINCT FROM $1",
    "customers.customers": "id <> $1",
    "ledger.accounts": "owner_id IS DISTINCT FROM $1",
    "ledger.backdatings": "account_id <> $2",
    "ledger.entries": "account_id <> $2",
    "ledger.transactions": "NOT $2 = ANY (accounts)",
    "ledger.transfers": "$2 NOT IN (source_account, destination_account)",
    "payments.holds": "$2 NOT IN (source_account, destination_account)",
    "search.documents": "viewer <> $1",
  } as const;

  async function countOf(client: pg.Client, table: keyof typeof foreign, { id, account }: Customer) {
    await client.query("BEGIN");
    await client.query("SELECT set_config('ledge.acting_customer', $1, true)", [id]);
    const { rows } = await client.query<{ all: number; foreign: number }>(
      `SELECT count(*)::int AS "all", (count(*) FILTER (WHERE ${foreign[table]}))::int AS "foreign" FROM ${table} WHERE $1::uuid <> $2::uuid`,
      [id, account],
    );
    await client.query("ROLLBACK");
    return rows[0]!;
  }

  test.each(Object.keys(foreign) as (keyof typeof foreign)[])("shows the acting customer its own rows alone: %s", async (table) => {
    expect(await countOf(acting, table, ada)).toEqual({ all: expect.toSatisfy((all) => all > 0), foreign: 0 });
  });

  test.each(Object.keys(foreign) as (keyof typeof foreign)[])("would show all without its row security (mutant): %s", async (table) => {
    const mutated = await createTestDatabase();
    const [owner, client, nobody] = [await connect(mutated.adminUrl), await connect(mutated.runtimeUrl), await actingOn(mutated)];
    const [own] = await twoCustomers(client);
    await owner.query(`ALTER TABLE ${table} DISABLE ROW LEVEL SECURITY`);
    expect((await countOf(nobody, table, own)).foreign).toBeGreaterThan(0);
    await Promise.all([owner.end(), client.end(), nobody.end()]);
    await mutated.drop();
  });

  test("is searched by the statement's own conditions, which are judged in the index and not after the policy", async () => {
    await acting.query("BEGIN; SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off");
    const { rows } = await acting.query<{ "QUERY PLAN": string }>(
      "EXPLAIN SELECT FROM ledger.entries WHERE account_id = $1 AND version > $2 AND version <= $3",
      [ada.account, 0, 10],
    );
    await acting.query("ROLLBACK");
    const plan = rows.map((row) => row["QUERY PLAN"]).join("\n");
    expect(plan).toMatch(/Index Cond: \(\(account_id = .*\) AND \(version > .*\) AND \(version <= /);
    expect(plan).toMatch(/hashed SubPlan/);
  });

  test("is every table that the acting role may read", async () => {
    const { rows } = await admin.query<{ name: string }>(
      "SELECT oid::regclass::text AS name FROM pg_class WHERE has_table_privilege('ledge_acting', oid, 'SELECT') AND relnamespace::regnamespace::text !~ '^(pg_|information_schema)'",
    );
    expect(rows.map(({ name }) => name).sort()).toEqual(Object.keys(foreign).sort());
  });
});

describe("a function that runs as its owner, whom row security does not bind", () => {
  const functions = {
    "ledger.balance_at": ({ account }: Customer) => sql`SELECT FROM ledger.balance_at(${account}, now(), false) WHERE posted IS NOT NULL`,
    "ledger.account_transfers": ({ account }: Customer) => sql`SELECT FROM ledger.account_transfers(${account}, NULL, NULL, NULL, 10)`,
    "payments.payer_names": ({ account, paid }: Customer) => sql`SELECT FROM payments.payer_names(${account}, ARRAY[${paid}::uuid])`,
  };

  test.each(Object.entries(functions))("judges the acting customer itself: %s", async (_name, call) => {
    expect((await databaseFor(acting as never, ada.id).execute(call(grace))).rows).toEqual([]);
  });

  test.each(Object.entries(functions))("would show another's without that (mutant): %s", async (name, call) => {
    await withMutant(name, { acting: "true OR" }, async (mutated, client) => {
      const [own, other] = await twoCustomers(client);
      const nobody = await actingOn(mutated);
      expect((await databaseFor(nobody as never, own.id).execute(call(other))).rows.length).toBeGreaterThan(0);
      await nobody.end();
    });
  });
});
