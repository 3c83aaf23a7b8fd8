// `npm run operator:key`: makes an operator's key where none is left to make it over the API, as the migrator, which it opens as the rotator and closes again.
import { BadArguments, readArguments, runCommand } from "@ledge/command/command-line";
import { readDatabaseUrl } from "./database-url.ts";
import { withMigrator } from "./migrate/open-migrator.ts";
import { mintOperatorKey } from "./operator-key.ts";

const WANTED = ["ROTATOR_DATABASE_URL", "LEDGE_SECRET_API_KEY_PEPPER", "LEDGE_SECRET_API_KEY_MAC_SECRETS"] as const;

const USAGE = `npm run operator:key

Makes an operator's key in a database, and prints it, once. What is there stays as it is.
From the environment: ${WANTED.join(", ")}; the last two as the identity Worker has them.`;

await runCommand(USAGE, async (args) => {
  readArguments(args, {});
  const missing = WANTED.filter((name) => (process.env[name] ?? "") === "");
  if (missing.length > 0) throw new BadArguments(`operator:key needs ${missing.join(", ")} in the environment.`);
  const [rotator, peppers, macSecrets] = WANTED.map((name) => process.env[name] as string) as [string, string, string];
  const rotatorUrl = readDatabaseUrl(rotator, "ROTATOR_DATABASE_URL");
  console.log(
    await withMigrator(rotatorUrl, async (migratorUrl) => await mintOperatorKey(migratorUrl, { peppers, macSecrets }, "operators")),
  );
  return 0;
});
