// `npm run contract`: writes openapi/ledge.v1.json from the routes. With --check, fails when the committed one differs.
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { buildContract } from "./contract.ts";

const FILE = fileURLToPath(new URL("../../../openapi/ledge.v1.json", import.meta.url));
const built = `${JSON.stringify(await buildContract(), null, 2)}\n`;

if (process.argv.includes("--check")) {
  if (readFileSync(FILE, "utf8") !== built) {
    console.error("openapi/ledge.v1.json is not what the routes say. Run `npm run contract` and commit it.");
    process.exit(1);
  }
  console.log("The contract is what the routes say.");
} else {
  writeFileSync(FILE, built);
  console.log(`Wrote openapi/ledge.v1.json.`);
}
