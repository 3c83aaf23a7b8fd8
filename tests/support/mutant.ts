// A function of the database with a planted bug, which shows that a test finds what it claims to find.
import { type AtMarkers, plant } from "@ledge/verification/chaos/plant";
import type pg from "pg";
import { connect, createTestDatabase, type TestDatabase } from "./database.ts";

/** A new database in which one function has a bug at its markers. */
export async function withMutant(
  name: string,
  bug: AtMarkers,
  use: (mutated: TestDatabase, client: pg.Client) => Promise<void>,
): Promise<void> {
  const mutated = await createTestDatabase();
  const client = await connect(mutated.adminUrl);
  try {
    await plant(client, name, bug);
    // By default Postgres looks for a deadlock after waiting one second.
    await client.query(`ALTER DATABASE ${new URL(mutated.adminUrl).pathname.slice(1)} SET deadlock_timeout = '20ms'`);
    await use(mutated, client);
  } finally {
    await client.end();
    await mutated.drop();
  }
}
