// The locks that the analyst's login may take (law 25). Postgres lets every login take an advisory lock on any number, and only a superuser can
// forbid it, so nothing may wait for, or rely on, a lock that the analyst holds.
import { claimDatabase } from "@ledge/database/local/claim-database";
import { migrate } from "@ledge/database/migrate/migrate";
import type pg from "pg";
import { describe, expect, test } from "vitest";
import { stopClock } from "../support/database-clock.ts";
import { connect, connectPlainly, createTestDatabase, type TestDatabase } from "../support/database.ts";
import { attempt, openAccount, openFunded, post, transfer } from "../support/ledger-fixture.ts";
import { withMutant } from "../support/mutant.ts";

const DENIED = "42501"; // insufficient_privilege
const LOCK_NOT_AVAILABLE = "55P03";
/** The lock timeout of the attacked session. Only waiting counts, so it is valid on a busy machine. */
const LOCK_TIMEOUT = "1s";
/** The lock keys of postings in flight: ledger.take_time. */
const key = (ms: number | string): string => `126318::bigint << 44 | ${ms}`;
/** Enough milliseconds that a session that avoids a held one finds others held. */
const KEYS_HELD = 2_000;

interface Sides {
  readonly admin: pg.Client;
  readonly runtime: pg.Client;
  readonly analyst: pg.Client;
}

async function onDatabase<T>(database: TestDatabase, use: (sides: Sides) => Promise<T>): Promise<T> {
  const [admin, runtime] = [await connect(database.adminUrl), await connect(database.runtimeUrl)];
  const analyst = await connectPlainly(database.analystUrl);
  try {
    await runtime.query(`SET lock_timeout = '${LOCK_TIMEOUT}'`);
    return await use({ admin, runtime, analyst });
  } finally {
    await Promise.all([admin, runtime, analyst].map((client) => client.end()));
  }
}

async function withDatabase(use: (sides: Sides, database: TestDatabase) => Promise<void>): Promise<void> {
  const database = await createTestDatabase();
  try {
    await onDatabase(database, (sides) => use(sides, database));
  } finally {
    await database.drop();
  }
}

/** Posts a transfer. @returns the error's code when it fails. */
async function postOne(runtime: pg.Client, [payer, payee]: readonly [string, string]): Promise<string> {
  try {
    const [answer] = await post(runtime, [transfer(payer, payee, 1n)]);
    return answer?.refusal ?? "accepted";
  } catch (error) {
    return (error as { code: string }).code;
  }
}

const openPair = async (runtime: pg.Client): Promise<readonly [string, string]> => [
  await openFunded(runtime, 100n),
  await openAccount(runtime),
];

/** The outcome of a posting while the analyst holds the number by which sessions used to take turns at the clock. */
async function postingBesideClockLock({ runtime, analyst }: Sides): Promise<string> {
  const pair = await openPair(runtime);
  await analyst.query("SELECT pg_advisory_lock(126318, 0)");
  return await postOne(runtime, pair);
}

/** The distance in ms from a past instant to the end of a range up to it, while the analyst holds a lock that claims that 1970 is in flight. */
async function rangeCutShortMs({ runtime, analyst }: Sides): Promise<number> {
  await analyst.query(`SELECT pg_advisory_lock_shared(${key(1)})`);
  const { rows } = await runtime.query<{ at: Date }>("SELECT ledger.clock() - interval '1 ms' AS at");
  const at = rows[0]?.at as Date;
  const final = await runtime.query<{ at: Date }>("SELECT ledger.final($1) AS at", [at]);
  return at.getTime() - (final.rows[0]?.at.getTime() as number);
}

/** The outcome of a transfer while the analyst holds, exclusively, the keys of the clock's millisecond and those before it. */
async function postingBesideHeldKeys({ admin, runtime, analyst }: Sides): Promise<string> {
  const pair = await openPair(runtime);
  const at = Date.now() + 60_000;
  await stopClock(admin, new Date(at));
  await analyst.query(`SELECT count(pg_advisory_lock(${key("ms")})) FROM generate_series(${at - KEYS_HELD}, ${at}) AS ms`);
  return await postOne(runtime, pair);
}

describe("an advisory lock that the analyst holds", () => {
  test("does not block the clock of the books", async () => {
    await withDatabase(async (sides) => expect(await postingBesideClockLock(sides)).toBe("accepted"));
  });

  test("would stop every posting if sessions took turns at the clock by an advisory lock (mutant)", async () => {
    await withMutant("ledger.clock", { "one-at-a-time": "PERFORM pg_advisory_xact_lock(126318, 0); --" }, async (mutated) => {
      expect(await onDatabase(mutated, postingBesideClockLock)).toBe(LOCK_NOT_AVAILABLE);
    });
  });

  test("does not count as a posting in flight", async () => {
    await withDatabase(async (sides) => expect(await rangeCutShortMs(sides)).toBe(0));
  });

  test("would empty every range if the lock's login were not checked (mutant)", async () => {
    await withMutant("ledger.final", { "of-who-posts": "true OR" }, async (mutated) => {
      expect(await onDatabase(mutated, rangeCutShortMs)).toBeGreaterThan(1e12);
    });
  });

  test("does not keep a posting from declaring itself in flight", async () => {
    await withDatabase(async (sides) => expect(await postingBesideHeldKeys(sides)).toBe("accepted"));
  });

  test("would stop the postings of its millisecond if they waited for its key (mutant)", async () => {
    await withMutant(
      "ledger.take_time",
      { "in-flight": "PERFORM pg_advisory_xact_lock_shared(126318::bigint << 44 | since_ms); --" },
      async (mutated) => {
        expect(await onDatabase(mutated, postingBesideHeldKeys)).toBe(LOCK_NOT_AVAILABLE);
      },
    );
  });

  test("does not delay a migration or the start of a platform", async () => {
    await withDatabase(async ({ admin, analyst }, database) => {
      await admin.query(
        `ALTER ROLE ledge_migrator IN DATABASE ${new URL(database.adminUrl).pathname.slice(1)} SET lock_timeout = '${LOCK_TIMEOUT}'`,
      );
      await analyst.query("SELECT pg_advisory_lock(7305941), pg_advisory_lock(7305942)");
      expect(await migrate(database.migratorUrl)).toEqual({ migrations: [], functions: [] });
      await claimDatabase(database.migratorUrl, { id: "one", isNew: false }, false);
    });
  });

  test("is denied, and postings proceed, where a superuser reserves the locks to the owner of the functions", async () => {
    await withDatabase(async ({ admin, runtime, analyst }) => {
      await admin.query(`DO $$ DECLARE locks regprocedure; BEGIN
        FOR locks IN SELECT oid FROM pg_proc WHERE proname ~ '^pg_(try_)?advisory' LOOP
          EXECUTE format('REVOKE EXECUTE ON FUNCTION %1$s FROM PUBLIC; GRANT EXECUTE ON FUNCTION %1$s TO ledge_owner', locks);
        END LOOP; END $$`);
      expect(await attempt(analyst, "SELECT pg_try_advisory_lock(1)")).toBe(DENIED);
      expect(await postOne(runtime, await openPair(runtime))).toBe("accepted");
    });
  });

  test("blocks no function of the database", async () => {
    await withDatabase(async ({ admin }) => {
      const { rows } = await admin.query(
        "SELECT oid::regproc::text AS name FROM pg_proc WHERE pronamespace <> 'pg_catalog'::regnamespace AND prosrc ~ 'pg_advisory'",
      );
      expect(rows).toEqual([]);
    });
  });
});
