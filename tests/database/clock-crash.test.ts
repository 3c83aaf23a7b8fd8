// The clock of the books after a crash (law 31): it never repeats or precedes a time that it gave, though the server's clock has stepped back. The
// test kills a separate Postgres with its write-ahead log on disk.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { makeServerFolder } from "@ledge/database/postgres/server-folder";
import { bootstrap, urlFor } from "@ledge/database/migrate/bootstrap";
import { migrate } from "@ledge/database/migrate/migrate";
import { type CrashablePostgres, startCrashablePostgres } from "@ledge/database/postgres/crashable-postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { shiftClock } from "../support/database-clock.ts";
import { connect, rolePasswords } from "../support/database.ts";
import { openAccount, postOne, transfer } from "../support/ledger-fixture.ts";

const HOUR_MS = 3_600_000;

let dir: string;
let postgres: CrashablePostgres;

beforeAll(async () => {
  dir = makeServerFolder("ledge-clock-");
  postgres = await startCrashablePostgres(join(dir, "data"));
  await bootstrap(postgres.adminUrl, rolePasswords);
  await migrate(urlFor(postgres.adminUrl, "ledge_migrator", rolePasswords.ledge_migrator));
});
afterAll(async () => {
  await postgres.stop();
  rmSync(dir, { recursive: true, force: true });
});

/** How many ms later the second of two postings is recorded when the server dies between them and its clock goes back by an hour. */
async function stepOverACrash(): Promise<number> {
  const recorded = async (offsetMs: number): Promise<number> => {
    const admin = await connect(postgres.adminUrl);
    await shiftClock(admin, offsetMs);
    const [from, to] = [await openAccount(admin, { overdraftLimit: null }), await openAccount(admin)];
    const id = await postOne(admin, transfer(from, to, 1n));
    const { rows } = await admin.query<{ at: Date }>("SELECT recorded_at AS at FROM ledger.transfers WHERE id = $1", [id]);
    await admin.end();
    return rows[0]?.at.getTime() as number;
  };
  const before = await recorded(HOUR_MS);
  await postgres.crash();
  return (await recorded(0)) - before;
}

test("a time from before a crash is not followed by an earlier one", async () => {
  expect(await stepOverACrash()).toBeGreaterThanOrEqual(0);
});

test("a time from before a crash would be followed by an earlier one if the clock were not in the server's log (mutant)", async () => {
  const admin = await connect(postgres.adminUrl);
  await admin.query("ALTER SEQUENCE ledger.clock_ms SET UNLOGGED");
  await admin.end();
  expect(await stepOverACrash()).toBeLessThan(0);
});
