// A database as an environment has it before a release: its roles, and this text alone.
import { randomBytes } from "node:crypto";
import { bootstrap, urlFor } from "@ledge/database/migrate/bootstrap";
import type { DatabaseText } from "@ledge/database/migrate/database-text";
import { migrate } from "@ledge/database/migrate/migrate";
import { connect, rolePasswords, type TestDatabase } from "../../support/database.ts";

/** @param clusterUrl as an administrator who may create databases. */
export async function openDatabase(clusterUrl: string, text: DatabaseText): Promise<TestDatabase> {
  const name = `release_${randomBytes(6).toString("hex")}`;
  const run = async (sql: string): Promise<void> => {
    const client = await connect(clusterUrl);
    await client.query(sql);
    await client.end();
  };
  await run(`CREATE DATABASE ${name}`);
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  await bootstrap(url.toString(), rolePasswords);
  const as = (login: keyof typeof rolePasswords): string => urlFor(url.toString(), login, rolePasswords[login]);
  await migrate(as("ledge_migrator"), text);
  return {
    adminUrl: url.toString(),
    migratorUrl: as("ledge_migrator"),
    runtimeUrl: as("ledge_runtime_a"),
    otherRuntimeUrl: as("ledge_runtime_b"),
    analystUrl: as("ledge_analyst"),
    drop: () => run(`DROP DATABASE ${name} WITH (FORCE)`),
  };
}
