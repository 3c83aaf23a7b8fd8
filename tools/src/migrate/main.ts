// `npm run db:migrate`: applies the pending migrations, as the migrator, to the database of --url or MIGRATOR_DATABASE_URL.
// (`npm start` does the same for its own database.)
import { parseArgs } from "node:util";
import { migrate } from "./migrate.ts";

const { values } = parseArgs({ options: { url: { type: "string" } } });
const url = values.url ?? process.env["MIGRATOR_DATABASE_URL"];
if (url === undefined) {
  console.error("db:migrate needs the migrator's URL: --url postgres://ledge_migrator:…@host/ledge or MIGRATOR_DATABASE_URL.");
  process.exit(2);
}
const applied = await migrate(url);
console.log(applied.length === 0 ? "Up to date." : applied.map((name) => `applied ${name}`).join("\n"));
