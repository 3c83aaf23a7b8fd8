// `npm run db:migrate`: applies the pending migrations to the database of MIGRATOR_DATABASE_URL, or to the local one that
// `npm start` keeps. With --bootstrap, first makes the roles as the administrator of DATABASE_URL.
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
