// Starts the Postgres of a test run and prepares a migrated template, from which each test file copies its own database.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { makeServerFolder } from "@ledge/database/postgres/server-folder";
import { makeDatabase } from "@ledge/database/local/make-database";
import { startLocalPostgres } from "@ledge/database/postgres/local-postgres";
import type { TestProject } from "vitest/node";
import { rolePasswords, TEMPLATE_DATABASE } from "./database.ts";
import { serverFlags } from "./hostile.ts";

declare module "vitest" {
  interface ProvidedContext {
    adminUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = makeServerFolder("ledge-test-postgres-");
  // Only one test kills a server, and that server has fsync on; here a lost write would lose nothing.
  const postgres = await startLocalPostgres(join(dataDir, "data"), ["fsync=off", "max_connections=200", ...serverFlags()]);
  await makeDatabase(postgres.adminUrl, { name: TEMPLATE_DATABASE, passwords: rolePasswords });
  project.provide("adminUrl", postgres.adminUrl);
  return async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
