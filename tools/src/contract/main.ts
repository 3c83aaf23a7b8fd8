// `npm run contract`: writes openapi/ledge.v1.json from the routes, openapi/events/ from the events' schemas, and the client's types from the
// contract. With --check, fails when what is committed differs, breaks a rule of the lint, or breaks the released contract without a
// declaration. With --release, what is committed becomes the released contract.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { breakingChanges, type Declaration, undeclared } from "./breaking-changes.ts";
import { CLIENT_TYPES, clientTypes } from "./client-types.ts";
import { buildContract, type Contract } from "./contract.ts";
import { eventSchemas } from "./event-schemas.ts";
import { lintContract } from "./lint.ts";

const FOLDER = fileURLToPath(new URL("../../../openapi/", import.meta.url));
const EVENTS = "events";
const CONTRACT = "ledge.v1.json";
const RELEASED = "released/ledge.v1.json";
const DECLARATIONS = "breaking-changes.json";

const text = (document: object): string => `${JSON.stringify(document, null, 2)}\n`;
const read = (file: string): string => readFileSync(join(FOLDER, file), "utf8");

const contract = await buildContract();
const wanted = new Map<string, string>([
  [CONTRACT, text(contract)],
  [CLIENT_TYPES, await clientTypes(contract)],
  ...Object.entries(eventSchemas()).map(([type, schema]) => [`${EVENTS}/${type}.json`, text(schema)] as const),
]);
mkdirSync(join(FOLDER, EVENTS), { recursive: true });
const strange = readdirSync(join(FOLDER, EVENTS))
  .map((name) => `${EVENTS}/${name}`)
  .filter((file) => !wanted.has(file));
const stale = [...wanted].filter(([file, now]) => !existsSync(join(FOLDER, file)) || read(file) !== now).map(([file]) => file);
const differing = [...stale, ...strange];

if (process.argv.includes("--check")) await check();
else if (process.argv.includes("--release")) release();
else {
  for (const file of stale) writeFileSync(join(FOLDER, file), wanted.get(file) as string);
  for (const file of strange) rmSync(join(FOLDER, file));
  console.log(differing.length === 0 ? "The contract is what the routes say." : `Wrote ${differing.length} files of openapi/.`);
}

async function check(): Promise<void> {
  const changes = breakingChanges(JSON.parse(read(RELEASED)) as Contract, contract);
  const declared = JSON.parse(read(DECLARATIONS)) as readonly Declaration[];
  const faults = [
    ...differing.map((file) => `openapi/${file} is not what routes and events say: run \`npm run contract\` and commit it`),
    ...(await lintContract(text(contract))),
    ...undeclared(changes, declared).map((fault) => `${fault} (openapi/${DECLARATIONS}; docs/versioning.md says what breaks)`),
  ];
  if (faults.length === 0) {
    console.log(
      `The contract is what the routes say, keeps its rules, and breaks nothing of the released one but ${declared.length} declared.`,
    );
    return;
  }
  console.error(faults.join("\n"));
  process.exit(1);
}

/** After this, clients may rely on what is committed. */
function release(): void {
  if (differing.length > 0) {
    console.error(`Not what routes and events say: openapi/${differing.join(", openapi/")}. Run \`npm run contract\` first.`);
    process.exit(1);
  }
  copyFileSync(join(FOLDER, CONTRACT), join(FOLDER, RELEASED));
  writeFileSync(join(FOLDER, DECLARATIONS), text([]));
  console.log(`openapi/${RELEASED} is the contract as it is now; nothing is declared against it.`);
}
