// `npm run db:prepare`: makes what a database needs before its first release: the roles with their passwords, the schema, and an operator's key for
// the smoke test. Roles belong to no release, so this is the one command that takes the owner's URL. Each further run only makes another key.
import { BadArguments, readArguments, runCommand } from "@ledge/command/command-line";
import { readDatabaseUrl } from "../database-url.ts";
import { mintOperatorKey } from "../operator-key.ts";
import { bootstrap, urlFor } from "./bootstrap.ts";
import { migrate } from "./migrate.ts";
import { withMigrator } from "./open-migrator.ts";

const WANTED = [
  "OWNER_DATABASE_URL",
  "RUNTIME_A_PASSWORD",
  "RUNTIME_B_PASSWORD",
  "ANALYST_PASSWORD",
  "RETENTION_PASSWORD",
  "AUDITOR_PASSWORD",
  "ROTATOR_PASSWORD",
  "LEDGE_SECRET_API_KEY_PEPPER",
  "LEDGE_SECRET_API_KEY_MAC_SECRETS",
] as const;
const OPERATOR_KEY_NAME = "smoke test";

const USAGE = `npm run db:prepare

Makes the roles, the schema and an operator's key in a database, once, before its first release. Each further run only makes another key.
From the environment: ${WANTED.join(", ")}.
Passwords are set for new roles, and must be the present ones of others. To make one: openssl rand -hex 24.`;

await runCommand(USAGE, async (args) => {
  readArguments(args, {});
  const missing = WANTED.filter((name) => (process.env[name] ?? "") === "");
  if (missing.length > 0) throw new BadArguments(`db:prepare needs ${missing.join(", ")} in the environment.`);
  const ownerUrl = readDatabaseUrl(process.env["OWNER_DATABASE_URL"] as string, "OWNER_DATABASE_URL");
  const given = (name: (typeof WANTED)[number]): string => process.env[name] as string;
  await bootstrap(ownerUrl, {
    ledge_runtime_a: given("RUNTIME_A_PASSWORD"),
    ledge_runtime_b: given("RUNTIME_B_PASSWORD"),
    ledge_analyst: given("ANALYST_PASSWORD"),
    ledge_retention: given("RETENTION_PASSWORD"),
    ledge_auditor: given("AUDITOR_PASSWORD"),
    ledge_rotator: given("ROTATOR_PASSWORD"),
  });
  const secrets = { peppers: given("LEDGE_SECRET_API_KEY_PEPPER"), macSecrets: given("LEDGE_SECRET_API_KEY_MAC_SECRETS") };
  await withMigrator(urlFor(ownerUrl, "ledge_rotator", given("ROTATOR_PASSWORD")), async (migratorUrl) => {
    const applied = await migrate(migratorUrl);
    // On stderr: stdout has only the key, to be piped into a store of secrets.
    console.error(
      `The roles are there; ${applied.migrations.length} migrations and ${applied.functions.length} functions were applied. An operator's key, shown once:`,
    );
    console.log(await mintOperatorKey(migratorUrl, secrets, OPERATOR_KEY_NAME));
  });
  return 0;
});
