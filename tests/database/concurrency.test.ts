// payments.post_transfers under concurrent connections of both runtime logins: one effect per key however many requests race, no deadlock on hot
// accounts, and correct books afterwards (laws 4, 5, 11, 12, 17). Each load also runs against a mutant that it must detect.
import { randomInt } from "node:crypto";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { checkBooks } from "@ledge/database/books/books";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { openAccount, openFunded, post, retryOf, transfer } from "../support/ledger-fixture.ts";
import { effectsPerKey, raceForKeys, randomLoad, withConnections } from "./load.ts";
import { withMutant } from "../support/mutant.ts";

const DEADLOCK = "40P01";
const COLLISION = "23505"; // unique_violation

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

describe("many connections at once", () => {
  test("that send one key and request 200 times make one transfer and get one answer", async () => {
    const CALLS = 200;
    const account = await openFunded(admin, 1_000n);
    const request = transfer(account, await openAccount(admin), "1");
    const answers = await withConnections(database, async (clients) => {
      const calls = clients.map(async (client) => {
        const own = [];
        for (let call = 0; call < CALLS / clients.length; call += 1) own.push(...(await post(client, [retryOf(request)])));
        return own;
      });
      return (await Promise.all(calls)).flat();
    });
    expect(answers.length).toBe(CALLS);
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    expect(answers.filter((answer) => !answer.replayed).length).toBe(1);
    expect(await effectsPerKey(admin, [request.key])).toEqual([{ key: request.key, effects: 1 }]);
    expect(await checkBooks(admin)).toEqual([]);
  });

  test("that send one key with different requests make one effect, and the others collide or are refused as reused", async () => {
    const races = await withConnections(database, async (clients) => await raceForKeys(clients, 40));
    const effects = await effectsPerKey(
      admin,
      races.map((race) => race.key),
    );
    expect(effects.filter((key) => key.effects !== 1)).toEqual([]);
    for (const { verdicts } of races) {
      expect(verdicts.filter((verdict) => verdict === "posted").length, verdicts.join()).toBe(1);
      expect(verdicts.filter((verdict) => !["posted", "reused", COLLISION].includes(verdict))).toEqual([]);
    }
    expect(
      races.some((race) => race.verdicts.includes(COLLISION)),
      "they never raced: the test proves nothing",
    ).toBe(true);
    expect(await checkBooks(admin)).toEqual([]);
  });

  test("that move money both ways between hot accounts never deadlock, lose nothing and keep every overdraft limit", async () => {
    const seed = randomInt(2 ** 31);
    console.info(`seed ${seed}`);
    const load = await withConnections(database, async (clients) => await randomLoad(clients, seed));
    expect(load.failures, `seed ${seed}`).toEqual([]);
    expect(await checkBooks(admin), `seed ${seed}`).toEqual([]);
    // Acknowledged transfers have exactly one effect, refused ones none. The load is meaningful only if there are many of both.
    const posted = await effectsPerKey(admin, [...load.posted]);
    const refused = await effectsPerKey(admin, [...load.refused]);
    expect(
      posted.filter((key) => key.effects !== 1),
      `seed ${seed}`,
    ).toEqual([]);
    expect(
      refused.filter((key) => key.effects !== 0),
      `seed ${seed}`,
    ).toEqual([]);
    expect(Math.min(posted.length, refused.length)).toBeGreaterThan(100);
  });
});

describe("a mutant of the posting functions is detected", () => {
  test("without the accounts' row locks: batches overtake each other", async () => {
    await withMutant("ledger.lock_accounts", { "row-lock": "--" }, async (mutated) => {
      const load = await withConnections(mutated, async (clients) => await randomLoad(clients, 1));
      expect(load.failures).not.toEqual([]);
    });
  });

  test("with locks in an order that differs between batches: they deadlock", async () => {
    await withMutant("ledger.lock_accounts", { "lock-order": "md5(id::text || pg_backend_pid())," }, async (mutated) => {
      const load = await withConnections(mutated, async (clients) => await randomLoad(clients, 1));
      expect(load.failures).toContain(DEADLOCK);
    });
  });

  test("with a key that gives way to an existing row instead of failing: two effects under one key", async () => {
    await withMutant("payments.post_transfers", { "key-conflict": "ON CONFLICT DO NOTHING" }, async (mutated, client) => {
      const races = await withConnections(mutated, async (clients) => await raceForKeys(clients, 40));
      const effects = await effectsPerKey(
        client,
        races.map((race) => race.key),
      );
      expect(effects.some((key) => key.effects > 1)).toBe(true);
      expect((await checkBooks(client)).some((violation) => violation.startsWith("what was booked has exactly one key"))).toBe(true);
    });
  });
});
