// Reads by id, many in one statement: each item is judged for its own reader (law 26), and answers as it would alone.
import { randomInt, randomUUID } from "node:crypto";
import { encodeId, newUuid } from "@ledge/shared/ids";
import { random } from "@ledge/verification/random";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findSet, readOne, type Wanted } from "../../core-service/src/database/read-by-id.ts";
import { type ReadName, readsById } from "../../core-service/src/lane/grouped-reads.ts";
import { operations } from "../../core-service/src/lane/operations.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { placeHold } from "../support/hold-fixture.ts";
import { post, transfer } from "../support/ledger-fixture.ts";
import { withMutant } from "../support/mutant.ts";
import { workOn, writeCall } from "../support/work.ts";

/** One customer's account, and what concerns it. */
interface Owned {
  readonly owner: string;
  readonly ids: Readonly<Record<ReadName, string>>;
}

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  client = await connect(database.runtimeUrl);
});
afterAll(async () => {
  await client.end();
  await database.drop();
});

const uuidOf = async (one: pg.Client, sql: string, values: readonly unknown[]): Promise<string> =>
  (await one.query<{ id: string }>(sql, [...values])).rows[0]?.id as string;

/** Two customers with an account each, a transfer from the bank to each, and a hold of the bank on each. */
async function twoCustomers(one: pg.Client): Promise<Owned[]> {
  const work = workOn(one);
  const terms = { kind: "house" as const, code: `h${randomUUID()}`, currency: "EUR", normal_side: "debit" as const, allow_negative: true };
  const bank = await operations.openAccount(work, writeCall(), terms);
  if (!bank.ok) throw new Error(bank.refusal.code);
  const bankAccount = await uuidOf(one, "SELECT id FROM accounts.accounts WHERE code = $1", [terms.code]);
  const opened: Owned[] = [];
  for (const name of ["Ada", "Grace"]) {
    const customer = await operations.createCustomer(work, writeCall(), { type: "person", name });
    if (!customer.ok) throw new Error(customer.refusal.code);
    const account = await operations.openAccount(work, writeCall(), { kind: "customer", customer_id: customer.value.id, currency: "EUR" });
    if (!account.ok) throw new Error(account.refusal.code);
    const { id, owner } = (
      await one.query<{ id: string; owner: string }>(
        "SELECT id, owner_id AS owner FROM ledger.accounts WHERE owner_id IS NOT NULL ORDER BY id DESC LIMIT 1",
      )
    ).rows[0]!;
    const [posted] = await post(one, [transfer(bankAccount, id, 100n)]);
    const hold = await placeHold(one, id, bankAccount, 5n);
    opened.push({ owner, ids: { getAccount: id, getBalance: id, getTransfer: posted?.transferId as string, getHold: hold.id } });
  }
  return opened;
}

const names = Object.keys(readsById) as ReadName[];
const found = (one: pg.Client, name: ReadName, wanted: readonly Wanted[]) => findSet<object>(workOn(one).database, readsById[name], wanted);

describe.each(names)("a set of %s", (name) => {
  test("shows each reader its own alone, and the institution everything, whoever else reads in the set", async () => {
    const [ada, grace] = (await twoCustomers(client)) as [Owned, Owned];
    const id = ada.ids[name];
    const wanted = [ada.owner, grace.owner, null, randomUUID()].map((owner) => ({ id, owner }));
    expect((await found(client, name, wanted)).map((row) => row !== null)).toEqual([true, false, true, false]);
  });

  test("answers in the order of its ids, also when they repeat, with null for what does not exist", async () => {
    const [ada, grace] = (await twoCustomers(client)) as [Owned, Owned];
    const seed = randomInt(2 ** 31);
    const next = random(seed);
    const pool: Wanted[] = [ada, grace].flatMap(({ owner, ids }) =>
      [null, owner, randomUUID()].map((reader) => ({ id: ids[name], owner: reader })),
    );
    pool.push({ id: newUuid(), owner: null });
    const wanted = Array.from({ length: 200 }, () => pool[next(pool.length)] as Wanted);
    const alone = new Map<Wanted, object | null | undefined>();
    for (const one of pool) alone.set(one, withoutTime((await found(client, name, [one]))[0]));
    const rows = await found(client, name, wanted);
    expect(rows.map(withoutTime), `seed ${seed}`).toEqual(wanted.map((one) => alone.get(one)));
  });

  test("an id that is not of its kind is that of no resource", async () => {
    const call = writeCall();
    for (const id of ["", "x", encodeId("customer", newUuid())])
      expect(await readOne<never, unknown>(workOn(client), call, readsById[name], id)).toMatchObject({
        ok: false,
        refusal: { code: "not_found" },
      });
  });
});

/** When a balance was read is the only part that changes from one read to the next. */
function withoutTime(row: object | null | undefined): object | null | undefined {
  return row === null || row === undefined ? row : { ...row, as_of: null };
}

describe("a set whose readers are not distinguished", () => {
  test.each([
    ["getBalance", "ledger.find_balances"],
    ["getAccount", "accounts.find_accounts"],
  ] as const)("would show %s to another's owner (mutant)", async (name, functionName) => {
    await withMutant(functionName, { own: "true OR" }, async (_mutated, admin) => {
      const [ada, grace] = (await twoCustomers(admin)) as [Owned, Owned];
      const rows = await found(admin, name, [{ id: ada.ids[name], owner: grace.owner }]);
      expect(rows).not.toEqual([null]);
    });
  });

  test.each(["getTransfer", "getHold"] as const)("would show %s to another's owner (mutant)", async (name) => {
    await withMutant("payments.party_of", { own: "true OR" }, async (_mutated, admin) => {
      const [ada, grace] = (await twoCustomers(admin)) as [Owned, Owned];
      expect(await found(admin, name, [{ id: ada.ids[name], owner: grace.owner }])).not.toEqual([null]);
    });
  });
});

test("a balance that is read is never older than what its reader has seen: it has the version of the last posting", async () => {
  const [ada] = (await twoCustomers(client)) as [Owned];
  const writer = await connect(database.runtimeUrl);
  const { rows } = await client.query<{ source: string }>("SELECT source_account AS source FROM ledger.transfers WHERE id = $1", [
    ada.ids.getTransfer,
  ]);
  for (let version = 2; version < 12; version += 1) {
    await post(writer, [transfer(rows[0]!.source, ada.ids.getBalance, 1n)]);
    expect(await found(client, "getBalance", [{ id: ada.ids.getBalance, owner: null }])).toMatchObject([{ version }]);
  }
  await writer.end();
});
