// The clock of a database's server, moved as only the administrator can: by replacing the one function that asks for it.
import type pg from "pg";

/** From now on the server's clock is this far from the machine's: behind it, when the offset is negative. */
export const shiftClock = (admin: pg.ClientBase, offsetMs: number): Promise<void> =>
  replaceClock(admin, `pg_catalog.clock_timestamp() + ${offsetMs} * interval '1 millisecond'`);

/** From now on the server's clock stands at an instant. */
export const stopClock = (admin: pg.ClientBase, at: Date): Promise<void> => replaceClock(admin, `timestamptz '${at.toISOString()}'`);

async function replaceClock(admin: pg.ClientBase, expression: string): Promise<void> {
  await admin.query(
    `CREATE OR REPLACE FUNCTION ledger.wall_clock() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$ SELECT ${expression} $$`,
  );
}
