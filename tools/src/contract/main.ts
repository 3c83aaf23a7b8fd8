// `npm run contract`: writes openapi/ledge.v1.json from the routes, openapi/events/ from the events' schemas, and the client's types from
// the contract. With --check, fails when what is committed differs, or is of an event that is not told.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { CLIENT_TYPES, clientTypes } from "./client-types.ts";
import { buildContract } from "./contract.ts";
import { eventSchemas } from "./event-schemas.ts";

const FOLDER = fileURLToPath(new URL("../../../openapi/", import.meta.url));
const EVENTS = "events";

const text = (document: object): string => `${JSON.stringify(document, null, 2)}\n`;
const contract = await buildContract();
const wanted = new Map<string, string>([
  ["ledge.v1.json", text(contract)],
  [CLIENT_TYPES, await clientTypes(contract)],
  ...Object.entries(eventSchemas()).map(([type, schema]) => [`${EVENTS}/${type}.json`, text(schema)] as const),
]);
mkdirSync(join(FOLDER, EVENTS), { recursive: true });
const strange = readdirSync(join(FOLDER, EVENTS))
  .map((name) => `${EVENTS}/${name}`)
  .filter((file) => !wanted.has(file));
const stale = [...wanted].filter(([file, now]) => !existsSync(join(FOLDER, file)) || readFileSync(join(FOLDER, file), "utf8") !== now);
const differing = [...stale.map(([file]) => file), ...strange];

if (!process.argv.includes("--check")) {
  for (const [file, now] of stale) writeFileSync(join(FOLDER, file), now);
  for (const file of strange) rmSync(join(FOLDER, file));
  console.log(differing.length === 0 ? "The contract is what the routes say." : `Wrote ${differing.length} files of openapi/.`);
} else if (differing.length > 0) {
  console.error(`Not what routes and events say: openapi/${differing.join(", openapi/")}. Run \`npm run contract\` and commit it.`);
  process.exit(1);
} else {
  console.log("The contract is what the routes say.");
}
