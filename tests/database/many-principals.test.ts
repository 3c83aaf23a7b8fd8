// Statements that hold the items of many principals judge each item in their SQL, because no row security can: for one transaction it shows the rows
// of one customer (decision 65). Each judgement has a mutant without it, which is found here, in read-by-id, run-commands or exactly-once.
import { newUuid } from "@ledge/shared/ids";
import type pg from "pg";
import { afterAll, beforeAll, expect, test } from "vitest";
import { findSet } from "../../core-service/src/database/read-by-id.ts";
import { readsById } from "../../core-service/src/lane/grouped-reads.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { captureHold, placeHold, releaseHold, reverseTransfer } from "../support/hold-fixture.ts";
import { openFunded, post, transfer } from "../support/ledger-fixture.ts";
import { withMutant } from "../support/mutant.ts";
import { workOn } from "../support/work.ts";

let database: TestDatabase;
let runtime: pg.Client;
let admin: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  runtime = await connect(database.runtimeUrl);
  admin = await connect(database.adminUrl);
});
afterAll(async () => {
  await Promise.all([runtime.end(), admin.end()]);
  await database.drop();
});

interface Parties {
  readonly payer: string;
  readonly payee: string;
  readonly outsider: string;
}

/** What each principal gets, who has no right to it. */
async function outcomes(client: pg.Client, owner: pg.Client) {
  const by: Parties = { payer: newUuid(), payee: newUuid(), outsider: newUuid() };
  const [from, to] = [await openFunded(owner, 100n, { owner: by.payer }), await openFunded(owner, 100n, { owner: by.payee })];
  const held = async () => (await placeHold(client, from, to, 5n)).id;
  const [foreign] = await post(client, [transfer(from, to, 1n, { acting_customer: by.outsider })]);
  const [own] = await post(client, [transfer(from, to, 1n, { acting_customer: by.payer })]);
  const [row] = await findSet<object>(workOn(client).database, readsById.getTransfer, [
    { id: own?.transferId as string, owner: by.outsider },
  ]);
  return {
    "a payment from another's account": foreign?.refusal ?? "posted",
    "the balance of a payee": own?.destination === null ? "hidden" : "shown",
    "another's transfer": row === null ? "not found" : "found",
    "another's reversal": (await reverseTransfer(client, own?.transferId as string, { actingCustomer: by.outsider })).verdict,
    "another's capture": (await captureHold(client, await held(), 1n, false, by.outsider)).verdict,
    "another's release": await releaseHold(client, await held(), by.outsider),
    "a payer's capture": (await captureHold(client, await held(), 1n, false, by.payer)).verdict,
  };
}

const judged: Awaited<ReturnType<typeof outcomes>> = {
  "a payment from another's account": "account_not_found",
  "the balance of a payee": "hidden",
  "another's transfer": "not found",
  "another's reversal": "not_found",
  "another's capture": "not_found",
  "another's release": "not_found",
  "a payer's capture": "forbidden",
};

test("each item of a set is judged for its own principal", async () => {
  expect(await outcomes(runtime, admin)).toEqual(judged);
});

test.each([
  ["ledger.post", "payers-own", "false AND", { "a payment from another's account": "posted" }],
  ["ledger.post", "payees-own", "true OR", { "the balance of a payee": "shown" }],
  ["payments.party_of", "payees-own", "true OR", { "another's transfer": "found" }],
  ["payments.judge", "parties-original", "false AND", { "another's reversal": "transfer_not_reversible" }],
  ["payments.judge", "parties-hold", "false AND", { "another's capture": "forbidden", "another's release": "forbidden" }],
  ["payments.judge", "payee-alone", "false AND", { "a payer's capture": "done" }],
])("%s would not, without its judgement at %s (mutant)", async (name, marker, bug, found) => {
  await withMutant(name, { [marker]: bug }, async (_mutated, client) => {
    expect(await outcomes(client, client)).toMatchObject(found);
  });
});
