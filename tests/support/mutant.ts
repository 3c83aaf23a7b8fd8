// A function of the database, broken on purpose: for showing that a test finds what it says it finds.
import { type AtMarkers, plant } from "@ledge/verification/chaos/plant";
import type pg from "pg";
import { connect, createTestDatabase, type TestDatabase } from "./database.ts";

/** A database of its own, in which one function has a bug at its markers. */
export async function withMutant(
  name: string,
  bug: AtMarkers,
  use: (mutated: TestDatabase, client: pg.Client) => Promise<void>,
): Promise<void> {
  const mutated = await createTestDatabase();
  const client = await connect(mutated.adminUrl);
  try {
    await plant(client, name, bug);
    // A deadlock is looked for after a second of waiting by default.
    await client.query(`ALTER DATABASE ${new URL(mutated.adminUrl).pathname.slice(1)} SET deadlock_timeout = '20ms'`);
    await use(mutated, client);
  } finally {
    await client.end();
    await mutated.drop();
  }
}
