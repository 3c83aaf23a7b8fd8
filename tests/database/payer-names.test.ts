// The names on a statement (law 26): the payee of a payment is shown who has paid, and nobody else is.
import { newUuid } from "@ledge/shared/ids";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { reverseTransfer } from "../support/hold-fixture.ts";
import { openFunded, postOne, transfer } from "../support/ledger-fixture.ts";
import { withMutant } from "../support/mutant.ts";

let database: TestDatabase;
let admin: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
});
afterAll(async () => {
  await admin.end();
  await database.drop();
});

async function holderOf(client: pg.Client, name: string): Promise<string> {
  const owner = newUuid();
  const account = await openFunded(client, 100n, { owner });
  await client.query(
    "INSERT INTO customers.customers (id, type, name, metadata, created_at, updated_at) VALUES ($1, 'person', $2, '{}', now(), now())",
    [owner, name],
  );
  await client.query(
    "INSERT INTO accounts.accounts (id, kind, customer_id, currency, metadata, created_at) VALUES ($1, 'customer', $2, 'EUR', '{}', now())",
    [account, owner],
  );
  return account;
}

/** The names that each account is shown of one payment from Ada to Grace, and of its reversal. */
async function namesShown(client: pg.Client) {
  const [ada, grace, outsider] = [await holderOf(client, "Ada"), await holderOf(client, "Grace"), await holderOf(client, "Hedy")];
  const paid = await postOne(client, transfer(ada, grace, 5n));
  const { id: reversal } = await reverseTransfer(client, paid);
  const to = async (account: string, id: string) =>
    (await client.query<{ name: string }>("SELECT name FROM payments.payer_names($1, $2)", [account, [id]])).rows.map(({ name }) => name);
  return {
    payee: await to(grace, paid),
    payer: await to(ada, paid),
    outsider: await to(outsider, paid),
    "payee of the reversal": await to(ada, reversal),
  };
}

const nobody = { payer: [], outsider: [], "payee of the reversal": [] };

test("the payee of a payment is shown the payer's name; nobody else is, and a reversal names nobody", async () => {
  expect(await namesShown(admin)).toEqual({ payee: ["Ada"], ...nobody });
});

test("an account that was not paid would be shown it, if nobody asked whose payment it is (mutant)", async () => {
  await withMutant("payments.payer_names", { incoming: "true OR" }, async (_mutated, client) => {
    expect(await namesShown(client)).toMatchObject({ outsider: ["Ada"] });
  });
});
