// A database in the state of an environment before a release: its roles, and this text alone.
import { randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { join } from "node:path";
import { dropDatabase, makeDatabase } from "@ledge/database/local/make-database";
import type { DatabaseText } from "@ledge/database/migrate/database-text";
import { startLocalPostgres } from "@ledge/database/postgres/local-postgres";
import { makeServerFolder } from "@ledge/database/postgres/server-folder";
import { rolePasswords, type TestDatabase } from "../../support/database.ts";

/** @param clusterUrl of an administrator who may create databases. */
export async function openDatabase(clusterUrl: string, text: DatabaseText): Promise<TestDatabase> {
  const name = `release_${randomBytes(6).toString("hex")}`;
  const urls = await makeDatabase(clusterUrl, { name, passwords: rolePasswords, text });
  return { ...urls, drop: () => dropDatabase(clusterUrl, name) };
}

/** An empty one on a cluster of its own: a release opens and closes the migrator, which is a role of the cluster. */
export async function openOwnDatabase(): Promise<TestDatabase> {
  const folder = makeServerFolder("ledge-release-");
  const cluster = await startLocalPostgres(join(folder, "data"), ["fsync=off"]);
  const database = await openDatabase(cluster.adminUrl, { migrations: [], functions: [] });
  return {
    ...database,
    async drop() {
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
