// Moves the clock of a database's server, as only its administrator can: by replacing the one function that reads it.
import type pg from "pg";

/** Sets the server's clock to this offset from the machine's; a negative offset puts it behind. */
export const shiftClock = (admin: pg.ClientBase, offsetMs: number): Promise<void> =>
  replaceClock(admin, `pg_catalog.clock_timestamp() + ${offsetMs} * interval '1 millisecond'`);

/** Stops the server's clock at an instant. */
export const stopClock = (admin: pg.ClientBase, at: Date): Promise<void> => replaceClock(admin, `timestamptz '${at.toISOString()}'`);

async function replaceClock(admin: pg.ClientBase, expression: string): Promise<void> {
  await admin.query(
    `CREATE OR REPLACE FUNCTION ledger.wall_clock() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$ SELECT ${expression} $$`,
  );
}
