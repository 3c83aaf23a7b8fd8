// A database in the state of an environment before a release: its roles, and this text alone.
import { randomBytes } from "node:crypto";
import { dropDatabase, makeDatabase } from "@ledge/database/local/make-database";
import type { DatabaseText } from "@ledge/database/migrate/database-text";
import { rolePasswords, type TestDatabase } from "../../support/database.ts";

/** @param clusterUrl of an administrator who may create databases. */
export async function openDatabase(clusterUrl: string, text: DatabaseText): Promise<TestDatabase> {
  const name = `release_${randomBytes(6).toString("hex")}`;
  const urls = await makeDatabase(clusterUrl, { name, passwords: rolePasswords, text });
  return { ...urls, drop: () => dropDatabase(clusterUrl, name) };
}
