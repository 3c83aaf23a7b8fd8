// `npm run db:migrate`: applies the pending migrations and the functions that changed, as the migrator, to the database of --url or
// MIGRATOR_DATABASE_URL. (`npm start` does the same for its own database.)
import { parseArgs } from "node:util";
import { readDatabaseText } from "./database-text.ts";
import { migrate } from "./migrate.ts";

const { values } = parseArgs({ options: { url: { type: "string" }, "older-functions": { type: "boolean", default: false } } });
const url = values.url ?? process.env["MIGRATOR_DATABASE_URL"];
if (url === undefined) {
  console.error("db:migrate needs the migrator's URL: --url postgres://ledge_migrator:…@host/ledge or MIGRATOR_DATABASE_URL.");
  process.exit(2);
}
const { migrations, functions } = await migrate(url, readDatabaseText(), { takesOlderFunctions: values["older-functions"] });
const applied = [...migrations, ...functions];
console.log(applied.length === 0 ? "Up to date." : applied.map((name) => `applied ${name}`).join("\n"));
