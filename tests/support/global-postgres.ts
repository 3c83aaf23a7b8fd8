// Starts the Postgres of a test run and prepares a migrated template, from which each test file copies its own database.
import { mkdtempSync } from "node:fs";
import { chmod, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bootstrap, urlFor } from "@ledge/tools/bootstrap";
import { connectTo } from "@ledge/tools/connect";
import { startLocalPostgres } from "@ledge/tools/local-postgres";
import { migrate } from "@ledge/tools/migrate";
import type { TestProject } from "vitest/node";
import { rolePasswords, TEMPLATE_DATABASE } from "./database.ts";
import { serverFlags } from "./hostile.ts";

declare module "vitest" {
  interface ProvidedContext {
    adminUrl: string;
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dataDir = mkdtempSync(join(tmpdir(), "ledge-test-postgres-"));
  await chmod(dataDir, 0o755); // When this runs as root, the server itself runs as another user.
  // Only one test kills a server, and that server has fsync on; here a lost write would lose nothing.
  const postgres = await startLocalPostgres(join(dataDir, "data"), ["fsync=off", "max_connections=200", ...serverFlags()]);
  const template = new URL(postgres.adminUrl);
  template.pathname = `/${TEMPLATE_DATABASE}`;
  const admin = await connectTo(postgres.adminUrl);
  await admin.query(`CREATE DATABASE ${TEMPLATE_DATABASE}`);
  await admin.end();
  await bootstrap(template.toString(), rolePasswords);
  await migrate(urlFor(template.toString(), "ledge_migrator", rolePasswords.ledge_migrator));
  project.provide("adminUrl", postgres.adminUrl);
  return async () => {
    await postgres.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
