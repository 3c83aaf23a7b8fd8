// The model that is searched: it follows the feed, is rebuilt from the tables beside what serves, and shows each viewer that viewer's resources alone.
import { randomInt } from "node:crypto";
import { random } from "@ledge/verification/random";
import { decodeId } from "@ledge/shared/ids";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ACT_FOR_NOBODY, databaseFor } from "../../core-service/src/database/acting.ts";
import { operations } from "../../core-service/src/lane/operations.ts";
import { ROWS_PER_WALK } from "../../core-service/src/search/queries.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { withMutant } from "../support/mutant.ts";
import { sequenceAll } from "../support/outbox-fixture.ts";
import { blockedOrDone, nested, withoutLock } from "../support/overlap.ts";
import { follow, modelOf, must, openRandomBank, openSearching, rebuild, boundTo, type Searching } from "../support/search-fixture.ts";
import { workOn, writeCall } from "../support/work.ts";

let database: TestDatabase;
let admin: pg.Client;
let runtime: pg.Client;
let searching: Searching;

beforeAll(async () => {
  database = await createTestDatabase();
  [admin, runtime] = [await connect(database.adminUrl), await connect(database.runtimeUrl)];
  searching = await openSearching(database);
});
afterAll(async () => {
  await searching.close();
  await Promise.all([admin.end(), runtime.end()]);
  await database.drop();
});

/** A bank that changes at random, with its seed printed. */
async function randomBank(client: pg.Client) {
  const seed = randomInt(2 ** 31);
  console.info(`seed ${seed}`);
  const below = random(seed);
  return { below, bank: await openRandomBank(client, below) };
}

describe("the model", () => {
  test("is the same whether it has followed the feed or was rebuilt from the tables", async () => {
    const { below, bank } = await randomBank(runtime);
    for (let changes = 0; changes < 150; changes += 1) {
      await bank.change();
      if (below(10) === 0) await follow(admin, runtime);
    }
    await follow(admin, runtime);
    const followed = await modelOf(admin);
    expect(followed.length).toBeGreaterThan(100);
    await rebuild(admin, runtime);
    expect(await modelOf(admin)).toEqual(followed);
  });

  test("is the same when events are applied again, and in another order", async () => {
    const { below, bank } = await randomBank(runtime);
    for (let changes = 0; changes < 40; changes += 1) await bank.change();
    await follow(admin, runtime);
    const before = await modelOf(admin);
    const end = await sequenceAll(admin);
    for (let times = 0; times < 40; times += 1) {
      const after = below(end);
      await runtime.query("SELECT search.apply($1, $2)", [after, after + 1 + below(20)]);
    }
    expect(await modelOf(admin)).toEqual(before);
  });

  test("misses nothing of what changes while it is rebuilt, and searches are answered by the whole one before", async () => {
    const { bank } = await randomBank(runtime);
    const { id } = await must(operations.createCustomer(workOn(runtime), writeCall(), { type: "person", name: "Hedwig before all" }));
    await follow(admin, runtime);
    await rebuild(admin, runtime, async () => {
      expect(await searching.ids({ text: "hedwig bef" })).toEqual([id]);
      for (let changes = 0; changes < 5; changes += 1) await bank.change();
      await sequenceAll(admin);
    });
    const rebuilt = await modelOf(admin);
    await rebuild(admin, runtime);
    expect(await modelOf(admin)).toEqual(rebuilt);
  });
});

/** Two customers, the first of whom has paid the second. UUIDs of both, and what the payer alone may know. */
async function payment(client: pg.Client) {
  const work = workOn(client);
  const customer = async (name: string) => {
    const { id } = await must(operations.createCustomer(work, writeCall(), { type: "person", name }));
    const terms = { kind: "customer", customer_id: id, currency: "EUR", overdraft_limit: "100", opened_on: "1900-01-01" } as const;
    return { id: decodeId("customer", id) as string, account: (await must(operations.openAccount(work, writeCall(), terms))).id };
  };
  const [payer, payee] = [await customer("Paula"), await customer("Petra")];
  const texts = { description: "together", external_id: "secret-reference", metadata: { note: "secret-note" } };
  const transfer = { source_account: payer.account, destination_account: payee.account, amount: "5", currency: "EUR", ...texts };
  await operations.createTransferBatch(work, writeCall(), { mode: "atomic", transfers: [transfer] });
  return { payer: boundTo(payer.id), payee: boundTo(payee.id) };
}

describe("a customer", () => {
  test("is shown its own rows alone by the database, whatever a statement forgets", async () => {
    const { payee } = await payment(runtime);
    await follow(admin, runtime);
    const acting = await connect(database.runtimeUrl);
    await acting.query(ACT_FOR_NOBODY);
    const rows = async (customer: string): Promise<string[]> => {
      const { rows: found } = await databaseFor(acting as never, customer).execute<{ viewer: string }>(
        "SELECT DISTINCT viewer FROM search.documents",
      );
      return found.map(({ viewer }) => viewer);
    };
    expect(await rows(payee.customerId as string)).toEqual([payee.customerId]);
    expect((await acting.query("SELECT FROM search.documents")).rows).toEqual([]);
    for (const table of ["search.terms", "search.state", "search.documents_0"]) {
      await expect(acting.query(`SELECT FROM ${table}`), table).rejects.toMatchObject({ code: "42501" });
    }
    await acting.end();
  });

  test("who was paid finds the transfer by its description alone, and the payer by the rest too", async () => {
    const { payer, payee } = await payment(runtime);
    await follow(admin, runtime);
    const finds = async (text: string, principal: typeof payer) => (await searching.ids({ text }, principal)).length;
    for (const text of ["together", "secret-ref", "secret-reference", "note", "secret-note"])
      expect(await finds(text, payer), text).toBe(1);
    expect(await finds("together", payee)).toBe(1);
    for (const text of ["secret-ref", "secret-reference", "note", "secret-note", "Paula"]) expect(await finds(text, payee), text).toBe(0);
  });
});

test("a resource with as many words as it may have is found by the beginning of each of its texts, and has a bounded number of terms", async () => {
  const value = (member: number): string => `begin${member} ${"w ".repeat(240)}`.trimEnd();
  const metadata = Object.fromEntries(Array.from({ length: 50 }, (_, member) => [`key${member}x`, value(member)]));
  const { id } = await must(operations.createCustomer(workOn(runtime), writeCall(), { type: "person", name: "Wordy", metadata }));
  await follow(admin, runtime);
  for (const member of [0, 7, 49])
    for (const text of [`key${member}x`, `begin${member} w`]) expect(await searching.ids({ text }), text).toEqual([id]);
  const { rows } = await admin.query("SELECT max(cardinality(terms)) AS most FROM search.documents");
  expect(rows).toEqual([{ most: expect.toSatisfy((most) => most >= 102 && most <= 200) }]);
});

describe("a page", () => {
  test("ends where a search has read on through enough, and the next ones find the rest, each hit once", async () => {
    await admin.query(
      `INSERT INTO customers.customers (id, type, name, metadata, created_at, updated_at)
       SELECT uuidv7(), 'person', CASE WHEN n % 2500 = 1 THEN 'Common Rare ' ELSE 'Common ' END || n, '{}', now(), now() FROM generate_series(1, ${2 * ROWS_PER_WALK + 1}) AS n`,
    );
    await rebuild(admin, runtime);
    const sparse = { text: "common", status: "verified" } as const;
    const { data, next } = await searching.page(sparse);
    expect([data, next === null]).toEqual([[], false]);
    expect(await searching.ids(sparse)).toEqual([]);
    for (const sort of ["newest", "oldest"] as const) {
      const all = await searching.ids({ text: "common", sort, limit: 100 });
      expect([all.length, new Set(all).size]).toEqual([2 * ROWS_PER_WALK + 1, 2 * ROWS_PER_WALK + 1]);
      expect((await searching.ids({ text: "rare", sort, limit: 1 })).length).toBe(3);
    }
    const newest = await searching.ids({ text: "common", limit: 100 });
    expect(await searching.ids({ text: "common", sort: "oldest", limit: 100 })).toEqual(newest.reverse());
  });
});

describe("without what holds the model together (mutants)", () => {
  test("a change of a resource that was copied already is missing when the new model serves", async () => {
    await withMutant("search.apply", { "both-models": "false AND" }, async (mutated, administrator) => {
      const client = await connect(mutated.runtimeUrl);
      const work = workOn(client);
      const { id } = await must(operations.createCustomer(work, writeCall(), { type: "person", name: "Before" }));
      await follow(administrator, client);
      let renamed = false;
      await rebuild(administrator, client, async () => {
        const copied = (await administrator.query("SELECT FROM search.state WHERE filling <> 'customer'")).rows.length > 0;
        if (!copied || renamed) return;
        renamed = true;
        await must(operations.updateCustomer(work, writeCall(), id, { name: "After" }));
        await sequenceAll(administrator);
      });
      expect(renamed).toBe(true);
      expect((await modelOf(administrator)).join()).not.toContain("after");
      await client.end();
    });
  });

  test("an old name is still found", async () => {
    await withMutant("search.store", { "old-terms": "false AND" }, async (mutated, administrator) => {
      const client = await connect(mutated.runtimeUrl);
      const work = workOn(client);
      const { id } = await must(operations.createCustomer(work, writeCall(), { type: "person", name: "Before" }));
      await follow(administrator, client);
      await must(operations.updateCustomer(work, writeCall(), id, { name: "After" }));
      await follow(administrator, client);
      expect((await modelOf(administrator)).join()).toContain("before");
      await client.end();
    });
  });

  test("a payee finds by what is the payer's", async () => {
    await withMutant("search.parties_of", { payee: "TRUE OR " }, async (mutated, administrator) => {
      const client = await connect(mutated.runtimeUrl);
      const { payee } = await payment(client);
      await follow(administrator, client);
      const other = await openSearching(mutated);
      expect((await other.ids({ text: "secret-ref" }, payee)).length).toBe(1);
      await other.close();
      await client.end();
    });
  });

  test("half a model serves", async () => {
    await withMutant("search.rebuild_step", { whole: "false AND" }, async (mutated, administrator) => {
      const client = await connect(mutated.runtimeUrl);
      await payment(client);
      await follow(administrator, client);
      const before = await modelOf(administrator);
      await rebuild(administrator, client);
      expect((await modelOf(administrator)).length).toBeLessThan(before.length);
      await client.end();
    });
  });

  test("what a copy has read is older than what was applied meanwhile, if it does not wait for the inbox", async () => {
    // The copy reads a customer, and before it writes, the customer changes and the change is applied to both models.
    for (const isLocked of [true, false]) {
      const fresh = await createTestDatabase();
      const [administrator, follower] = [await connect(fresh.adminUrl), await connect(fresh.runtimeUrl)];
      const plain = await connect(fresh.otherRuntimeUrl);
      const copier = isLocked ? plain : withoutLock(plain, { of: 'from "outbox"."inboxes"', lock: "for update" }).client;
      const { id } = await must(operations.createCustomer(workOn(follower), writeCall(), { type: "person", name: "Before" }));
      await follow(administrator, follower);
      await must(operations.rebuildSearch(workOn(follower), writeCall()));
      await plain.query("BEGIN");
      await operations.followFeed(nested(copier));
      await must(operations.updateCustomer(workOn(follower), writeCall(), id, { name: "After" }));
      await sequenceAll(administrator);
      const applying = operations.followFeed(workOn(follower));
      await blockedOrDone(administrator, applying);
      await plain.query("COMMIT");
      await applying;
      await rebuild(administrator, follower);
      const model = (await modelOf(administrator)).join();
      expect(model.includes("before")).toBe(!isLocked);
      if (isLocked) expect(model).toContain("after");
      await Promise.all([administrator.end(), follower.end(), plain.end()]);
      await fresh.drop();
    }
  });
});
