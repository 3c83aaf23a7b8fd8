// `npm run contract`: writes openapi/ledge.v1.json from the routes, openapi/events/ from the events' schemas, and the client's types and the
// Postman collection from the contract. With --check it fails when a committed file differs, breaks a rule of the lint, or breaks the released
// contract without a declaration. With --release the committed contract becomes the released one.
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BadArguments, readArguments, runCommand } from "@ledge/command/command-line";
import { ROOT } from "@ledge/repository/root";
import { breakingChanges, type Declaration, undeclared } from "./breaking-changes.ts";
import { CLIENT_TYPES, clientTypes } from "./client-types.ts";
import { buildContract } from "./contract.ts";
import type { Contract } from "./document.ts";
import { eventSchemas } from "./event-schemas.ts";
import { lintContract } from "./lint.ts";
import { COLLECTION, postmanCollection } from "./postman/collection.ts";

const FOLDER = join(ROOT, "openapi/");
const EVENTS = "events";
const CONTRACT = "ledge.v1.json";
const RELEASED = "released/ledge.v1.json";
const DECLARATIONS = "breaking-changes.json";

const text = (document: object): string => `${JSON.stringify(document, null, 2)}\n`;
const read = (file: string): string => readFileSync(join(FOLDER, file), "utf8");

const USAGE = `npm run contract -- [--check | --release]

Writes openapi/ and the client's types from the routes and the events.
  --check     writes nothing; exits 1 when they differ, break a rule or break the released contract without a declaration
  --release   the committed contract becomes the released one`;

await runCommand(USAGE, async (args) => {
  const { values } = readArguments(args, { check: { type: "boolean", default: false }, release: { type: "boolean", default: false } });
  if (values.check && values.release) throw new BadArguments("--check and --release exclude each other.");
  const built = await build();
  if (values.check) return await check(built);
  if (values.release) return release(built);
  for (const file of built.stale) writeFileSync(join(FOLDER, file), built.wanted.get(file) as string);
  for (const file of built.unwanted) rmSync(join(FOLDER, file));
  const changed = [...built.stale, ...built.unwanted].length;
  console.log(changed === 0 ? "The contract agrees with the routes." : `Wrote ${changed} files of openapi/.`);
  return 0;
});

interface Built {
  readonly contract: Contract;
  /** The text that each file must have. */
  readonly wanted: ReadonlyMap<string, string>;
  /** Files with another text, or none. */
  readonly stale: readonly string[];
  /** Files in the folder of events that belong to no event type. */
  readonly unwanted: readonly string[];
}

async function build(): Promise<Built> {
  const contract = await buildContract();
  const wanted = new Map<string, string>([
    [CONTRACT, text(contract)],
    [CLIENT_TYPES, await clientTypes(contract)],
    [COLLECTION, text(postmanCollection(contract))],
    ...Object.entries(eventSchemas()).map(([type, schema]) => [`${EVENTS}/${type}.json`, text(schema)] as const),
  ]);
  mkdirSync(join(FOLDER, EVENTS), { recursive: true });
  const unwanted = readdirSync(join(FOLDER, EVENTS))
    .map((name) => `${EVENTS}/${name}`)
    .filter((file) => !wanted.has(file));
  const stale = [...wanted].filter(([file, now]) => !existsSync(join(FOLDER, file)) || read(file) !== now).map(([file]) => file);
  return { contract, wanted, stale, unwanted };
}

async function check({ contract, stale, unwanted }: Built): Promise<number> {
  const changes = breakingChanges(JSON.parse(read(RELEASED)) as Contract, contract);
  const declared = JSON.parse(read(DECLARATIONS)) as readonly Declaration[];
  const faults = [
    ...[...stale, ...unwanted].map(
      (file) => `openapi/${file} does not agree with routes and events: run \`npm run contract\` and commit it`,
    ),
    ...(await lintContract(text(contract))),
    ...undeclared(changes, declared).map((fault) => `${fault} (openapi/${DECLARATIONS}; docs/versioning.md says what breaks)`),
  ];
  if (faults.length === 0) {
    console.log(
      `The contract agrees with the routes, keeps the rules, and has no breaking changes but the ${declared.length} that are declared.`,
    );
    return 0;
  }
  console.error(faults.join("\n"));
  return 1;
}

/** Makes the committed contract the released one, which clients may rely on. Returns the exit code. */
function release({ stale, unwanted }: Built): number {
  const differing = [...stale, ...unwanted];
  if (differing.length > 0) {
    console.error(`Does not agree with routes and events: openapi/${differing.join(", openapi/")}. Run \`npm run contract\` first.`);
    return 1;
  }
  copyFileSync(join(FOLDER, CONTRACT), join(FOLDER, RELEASED));
  writeFileSync(join(FOLDER, DECLARATIONS), text([]));
  console.log(`openapi/${RELEASED} is now the committed contract; openapi/${DECLARATIONS} is empty.`);
  return 0;
}
