// A function of the database, broken on purpose: for showing that a test finds what it says it finds.
import type pg from "pg";
import { expect } from "vitest";
import { connect, createTestDatabase, type TestDatabase } from "./database.ts";

/** A database of its own, in which one function's text is changed. */
export async function withMutant(
  name: string,
  original: string,
  replacement: string,
  use: (mutated: TestDatabase, client: pg.Client) => Promise<void>,
): Promise<void> {
  const mutated = await createTestDatabase();
  const client = await connect(mutated.adminUrl);
  try {
    const { rows } = await client.query<{ source: string }>("SELECT pg_get_functiondef($1::regproc) AS source", [name]);
    const source = rows[0]?.source ?? "";
    expect(source.split(original).length, `${name} no longer reads "${original}": renew the mutant`).toBe(2);
    await client.query(source.replace(original, replacement));
    // A deadlock is looked for after a second of waiting by default.
    await client.query(`ALTER DATABASE ${new URL(mutated.adminUrl).pathname.slice(1)} SET deadlock_timeout = '20ms'`);
    await use(mutated, client);
  } finally {
    await client.end();
    await mutated.drop();
  }
}
