// `npm run db:migrate`: applies the pending migrations and the functions that changed to the database of --url or ROTATOR_DATABASE_URL, as the migrator, which
// it opens and closes again. (`npm start` does the same for its own database.)
import { readArguments, runCommand } from "@ledge/command/command-line";
import { givenDatabaseUrl } from "../database-url.ts";
import { readDatabaseText } from "./database-text.ts";
import { migrate } from "./migrate.ts";
import { withMigrator } from "./open-migrator.ts";

const USAGE = `npm run db:migrate -- [--url URL] [--older-functions]

Applies the pending migrations and the functions that changed, all of them or none. Running it again changes nothing.
  --url               of the rotator, who opens the migrator for minutes: postgres://ledge_rotator:…@host/ledge; else ROTATOR_DATABASE_URL
  --older-functions   applies older texts of functions than the database has`;

await runCommand(USAGE, async (args) => {
  const { values } = readArguments(args, { url: { type: "string" }, "older-functions": { type: "boolean", default: false } });
  const url = givenDatabaseUrl(values.url, "ROTATOR_DATABASE_URL", "the rotator's URL", process.env);
  const { migrations, functions } = await withMigrator(
    url,
    async (migratorUrl) => await migrate(migratorUrl, readDatabaseText(), { takesOlderFunctions: values["older-functions"] }),
  );
  const applied = [...migrations, ...functions];
  console.log(applied.length === 0 ? "Up to date." : applied.map((name) => `applied ${name}`).join("\n"));
  return 0;
});
