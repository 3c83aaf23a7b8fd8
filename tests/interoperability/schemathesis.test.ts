// Schemathesis generates requests from the contract, valid and invalid, and checks every answer against it: all its checks on all operations of the
// running platform. `npm run test:schemathesis`; LEDGE_SCHEMATHESIS_SEED repeats a run.
import { randomInt } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import { ROOT } from "@ledge/repository/root";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Platform, startPlatform } from "./platform.ts";
import { PYTHON_FOLDER, pythonTools } from "./python.ts";
import { type Ran, run } from "./run-tool.ts";
import { seed } from "./seed.ts";

const SEED = Number(process.env["LEDGE_SCHEMATHESIS_SEED"] ?? randomInt(2 ** 31));
/** The number of examples per operation and phase: three minutes in all on two idle cores. */
const MAX_EXAMPLES = 15;
const WORKERS = 2;
const TIMEOUT_MS = 900_000;

const tools = await pythonTools();
const missing = "missing" in tools ? tools.missing : null;
if (missing !== null) console.warn(`Schemathesis is skipped: ${missing}`);
let platform: Platform;
let folder: string;

beforeAll(async () => {
  console.info(`seed ${SEED}`);
  folder = mkdtempSync(join(tmpdir(), "ledge-schemathesis-"));
  platform = await startPlatform();
  await seed(platform);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await platform.stop();
});

/** The id of the run's own key, so that the run does not revoke it. */
async function ownKeyId(): Promise<string> {
  const response = await fetch(new URL("/v1/api-keys", platform.url), { headers: { Authorization: `Bearer ${platform.operatorKey}` } });
  const { data } = (await response.json()) as { data: { id: string }[] };
  return (data.at(-1) as { id: string }).id;
}

/** A run with its own seed: the same seed makes the same Idempotency-Keys. */
async function schemathesis(file: string, seedOfRun: number, options: readonly string[]): Promise<Ran> {
  if ("missing" in tools) throw new Error(tools.missing);
  const settings = ["--config-file", join(PYTHON_FOLDER, "schemathesis.toml")];
  const terms = [
    "--no-color",
    "--checks",
    "all",
    "--seed",
    String(seedOfRun),
    "--max-examples",
    String(MAX_EXAMPLES),
    "--workers",
    String(WORKERS),
  ];
  return await run(tools.bin("schemathesis"), [...settings, "run", file, "--url", platform.url.origin, ...terms, ...options], {
    cwd: folder,
    timeoutMs: TIMEOUT_MS,
    env: {
      LEDGE_API_KEY: platform.operatorKey,
      LEDGE_API_KEY_ID: await ownKeyId(),
      SCHEMATHESIS_HOOKS: join(PYTHON_FOLDER, "hooks.py"),
      PYTHONDONTWRITEBYTECODE: "1",
    },
  });
}

/** A contract with a fault, in a file. */
function planted(change: (document: any) => void): string {
  const document = structuredClone(contract);
  change(document);
  const file = join(folder, "planted.json");
  writeFileSync(file, JSON.stringify(document));
  return file;
}

describe.skipIf(missing !== null)("Schemathesis", () => {
  test(
    "finds no difference between the platform and its contract, by every check on every operation",
    { timeout: TIMEOUT_MS },
    async () => {
      const { exitCode, output } = await schemathesis(join(ROOT, "openapi/ledge.v1.json"), SEED, []);
      console.info(output.slice(output.indexOf("SUMMARY")));
      expect(exitCode, output).toBe(0);
    },
  );

  test.each<[string, string, (document: any) => void]>([
    ["a member that answers do not have", "Response violates schema", (c) => void c.components.schemas.Customer.required.push("shoe_size")],
    [
      "a request that the contract allows and the platform refuses",
      "Schema-valid request rejected",
      (c) => void (limitOf(c).maximum = 1_000),
    ],
    [
      "a request that the contract forbids and the platform accepts",
      "Schema-violating request accepted",
      (c) => void (limitOf(c).maximum = 2),
    ],
  ])("finds %s", async (_what, words, change) => {
    const options = ["--include-operation-id", "listCustomers", "--phases", "coverage"];
    const { exitCode, output } = await schemathesis(planted(change), randomInt(2 ** 31), options);
    expect(exitCode, output).toBe(1);
    expect(output).toContain(words);
  });
});

const limitOf = (document: any): any => document.paths["/v1/customers"].get.parameters.find((one: any) => one.name === "limit").schema;
