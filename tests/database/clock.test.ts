// The clock of the books (law 31): it never goes back, whatever the server's clock does, and the recorded times of an account follow its versions.
import { randomInt } from "node:crypto";
import { decodeId, encodeId } from "@ledge/shared/ids";
import { checkBooks } from "@ledge/database/books/books";
import { random } from "@ledge/verification/random";
import type pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { getAccount } from "../../core-service/src/accounts/read-account.ts";
import { readOne } from "../../core-service/src/database/read-by-id.ts";
import { getTransfer } from "../../core-service/src/payments/read-transfers.ts";
import { shiftClock, stopClock } from "../support/database-clock.ts";
import { connect, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { attempt, openAccount, openFunded, post, postOne, transfer } from "../support/ledger-fixture.ts";
import { withMutant } from "../support/mutant.ts";
import { openUnlimited, workOn, writeCall } from "../support/work.ts";

const LOCK_NOT_AVAILABLE = "55P03";

let database: TestDatabase;
let admin: pg.Client;
let runtime: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  admin = await connect(database.adminUrl);
  runtime = await connect(database.runtimeUrl);
});
afterAll(async () => {
  await runtime.end();
  await admin.end();
  await database.drop();
});

const clock = async (client: pg.Client): Promise<number> =>
  (await client.query<{ at: Date }>("SELECT ledger.clock() AS at")).rows[0]?.at.getTime() as number;

/** The steps in ms by which an account's recorded time went back along its versions, while the server's clock was moved both ways. */
async function stepsBack(on: TestDatabase): Promise<number[]> {
  const [owner, writer] = [await connect(on.adminUrl), await connect(on.runtimeUrl)];
  try {
    const [payer, payee] = [await openFunded(writer, 100n), await openAccount(writer)];
    for (const offsetMs of [0, 100, -100, 30, -30, 0]) {
      await shiftClock(owner, offsetMs);
      await post(writer, [transfer(payer, payee, 1n)]);
    }
    const { rows } = await owner.query<{ step: number }>(
      `SELECT step::float8 FROM (SELECT 1000 * extract(epoch FROM recorded_at - lag(recorded_at) OVER (PARTITION BY account_id ORDER BY version)) AS step
         FROM ledger.entries) AS steps WHERE step < 0`,
    );
    return rows.map((row) => row.step);
  } finally {
    await owner.end();
    await writer.end();
  }
}

describe("the clock of the books", () => {
  test("never goes back, for several sessions at once, while the server's clock is moved both ways", async () => {
    const seed = randomInt(2 ** 31);
    console.info(`seed ${seed}`);
    const next = random(seed);
    const askers = await Promise.all(Array.from({ length: 6 }, () => connect(database.runtimeUrl)));
    let latestMs = 0;
    for (let round = 0; round < 60; round += 1) {
      await shiftClock(admin, next(2_001) - 1_000);
      const times = await Promise.all(askers.map(clock));
      expect(Math.min(...times), `seed ${seed}, round ${round}`).toBeGreaterThanOrEqual(latestMs);
      latestMs = Math.max(...times);
    }
    for (const client of askers) await client.end();
    await shiftClock(admin, 0);
  });

  test("keeps its time when the transaction that read it is rolled back, and delays no other session meanwhile", async () => {
    await shiftClock(admin, 60_000);
    await admin.query("BEGIN");
    const given = await clock(admin);
    const other = await connect(database.otherRuntimeUrl);
    await other.query("SET statement_timeout = '10s'");
    expect(await clock(other)).toBeGreaterThanOrEqual(given);
    await other.end();
    await admin.query("ROLLBACK");
    await shiftClock(admin, 0);
    expect(await clock(runtime)).toBeGreaterThanOrEqual(given);
    const { rows } = await admin.query(
      `SELECT count(*)::int AS n FROM pg_locks WHERE (locktype = 'advisory' OR relation = 'ledger.clock_turn'::regclass)
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    );
    expect(rows).toEqual([{ n: 0 }]);
  });

  test("is moved by one session at a time, and the next one continues when the first has ended", async () => {
    await admin.query("BEGIN; LOCK TABLE ledger.clock_turn IN SHARE UPDATE EXCLUSIVE MODE");
    await runtime.query("SET lock_timeout = '100ms'");
    expect(await attempt(runtime, "SELECT ledger.clock()")).toBe(LOCK_NOT_AVAILABLE);
    await admin.query("ROLLBACK");
    await runtime.query("RESET lock_timeout");
    expect(await attempt(runtime, "SELECT ledger.clock()")).toBe("accepted");
  });

  test("stops while the server's clock is behind it, and continues with it", async () => {
    const reached = (await clock(runtime)) + 10_000;
    await stopClock(admin, new Date(reached));
    expect(await clock(runtime)).toBe(reached);
    await stopClock(admin, new Date(reached - 5_000));
    expect([await clock(runtime), await clock(runtime)]).toEqual([reached, reached]);
    await stopClock(admin, new Date(reached + 1));
    expect(await clock(runtime)).toBe(reached + 1);
    await shiftClock(admin, 0);
  });
});

describe("recorded time", () => {
  test("follows an account's versions, whatever the server's clock does, and past answers stay the same", async () => {
    const mine = await createTestDatabase();
    try {
      expect(await stepsBack(mine)).toEqual([]);
      const owner = await connect(mine.adminUrl);
      expect(await checkBooks(owner)).toEqual([]);
      await owner.end();
    } finally {
      await mine.drop();
    }
  });

  test("would go back if it forgot its latest time (mutant)", async () => {
    await withMutant("ledger.clock", { "never-back": "0 *" }, async (mutated, client) => {
      expect((await stepsBack(mutated)).length).toBeGreaterThan(0);
      expect((await checkBooks(client)).map((violation) => violation.split(": ")[0])).toContain(
        "recorded time never runs back along versions",
      );
    });
  });

  test("is the time in the ids of everything that is recorded, in the order of the batch", async () => {
    const [payer, payee] = [await openFunded(runtime, 100n), await openAccount(runtime)];
    const posted = await post(
      runtime,
      Array.from({ length: 20 }, () => transfer(payer, payee, 1n)),
    );
    const ids = posted.map((answer) => answer.transferId as string);
    expect(ids).toEqual(ids.toSorted());
    const { rows } = await admin.query(
      "SELECT DISTINCT recorded_at = uuid_extract_timestamp(id) AS same, uuid_extract_version(id) AS version FROM ledger.transfers",
    );
    expect(rows).toEqual([{ same: true, version: 7 }]);
  });

  test("records an account's opening no later than its first entry, whichever way the clocks differ", async () => {
    const work = { ...workOn(runtime), now: () => new Date(Date.now() + 3_600_000) };
    const account = await openUnlimited(work);
    const posted = await postOne(runtime, transfer(decodeId("account", account) as string, await openAccount(runtime), 1n));
    const [opened, moved] = [
      await readOne(work, writeCall(), getAccount, account),
      await readOne(work, writeCall(), getTransfer, encodeId("transfer", posted)),
    ];
    if (!opened.ok || !moved.ok) throw new Error("what was made is not there");
    expect(Date.parse(opened.value.created_at)).toBeLessThanOrEqual(Date.parse(moved.value.created_at));
  });
});
