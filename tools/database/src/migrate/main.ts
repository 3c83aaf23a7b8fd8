// `npm run db:migrate`: applies the pending migrations and the functions that changed, as the migrator, to the database of --url or
// MIGRATOR_DATABASE_URL. (`npm start` does the same for its own database.)
import { readArguments, runCommand } from "@ledge/command/command-line";
import { givenDatabaseUrl } from "../database-url.ts";
import { readDatabaseText } from "./database-text.ts";
import { migrate } from "./migrate.ts";

const USAGE = `npm run db:migrate -- [--url URL] [--older-functions]

Applies the pending migrations and the functions that changed, all of them or none. Running it again changes nothing.
  --url               of the migrator: postgres://ledge_migrator:…@host/ledge; else MIGRATOR_DATABASE_URL
  --older-functions   applies older texts of functions than the database has`;

await runCommand(USAGE, async (args) => {
  const { values } = readArguments(args, { url: { type: "string" }, "older-functions": { type: "boolean", default: false } });
  const url = givenDatabaseUrl(values.url, "MIGRATOR_DATABASE_URL", "the migrator's URL", process.env);
  const { migrations, functions } = await migrate(url, readDatabaseText(), { takesOlderFunctions: values["older-functions"] });
  const applied = [...migrations, ...functions];
  console.log(applied.length === 0 ? "Up to date." : applied.map((name) => `applied ${name}`).join("\n"));
  return 0;
});
