// Clients that generators make from the contract: each compiles without a warning, and works on the platform as its types declare.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { ROOT } from "@ledge/repository/root";
import { build } from "esbuild";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Platform, startPlatform } from "./platform.ts";
import { PYTHON_FOLDER, pythonTools } from "./python.ts";
import { run, runTool } from "./run-tool.ts";

/** Each takes some seconds on an idle machine. */
const TIMEOUT_MS = 200_000;
/** An event reaches the feed some milliseconds after its commit, and on a busy machine some seconds. */
const SOON_MS = 60_000;
const CONTRACT = join(ROOT, "openapi/ledge.v1.json");

const python = await pythonTools();
const missing = "missing" in python ? python.missing : null;
if (missing !== null) console.warn(`openapi-python-client is skipped: ${missing}`);
let platform: Platform;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "ledge-clients-"));
  platform = await startPlatform();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await platform.stop();
});

const given = () => ({ LEDGE_URL: platform.url.origin, LEDGE_API_KEY: platform.operatorKey });

/** Uses the client of @hey-api/openapi-ts: a write, and a read of events whose data are typed by their type. */
const CONSUMER = `import { createCustomer, listEvents } from "./client/index";
import { client } from "./client/client.gen";

/** Without a URL of the caller's own it asks this machine. */
export const defaultUrl = client.getConfig().baseUrl;
export async function create(baseUrl: string, key: string): Promise<string> {
  client.setConfig({ baseUrl, auth: key });
  const { data, error } = await createCustomer({
    body: { type: "person", name: "Ada" },
    headers: { "Idempotency-Key": crypto.randomUUID() },
  });
  if (data === undefined) throw new Error(JSON.stringify(error));
  return data.id;
}
export async function read(): Promise<string[]> {
  const { data } = await listEvents();
  return (data?.data ?? []).map((event) => {
    if (event.type === "customer.created") return event.data.name;
    if (event.type === "transfer.posted") return event.data.amount;
    // @ts-expect-error -- not every event is of a customer
    return event.data.verification;
  });
}
`;
const COMPILER_OPTIONS = {
  ...{ strict: true, noEmit: true, target: "es2022", module: "esnext", moduleResolution: "bundler" },
  ...{ lib: ["es2022", "dom", "dom.iterable"], types: [] },
};

interface Consumer {
  readonly defaultUrl: string;
  create(url: string, key: string): Promise<string>;
  read(): Promise<string[]>;
}

test("@hey-api/openapi-ts makes a client that compiles, is typed by the type of an event, and works", { timeout: TIMEOUT_MS }, async () => {
  const made = await runTool(
    "@hey-api/openapi-ts/bin/run.js",
    ["-i", CONTRACT, "-o", join(folder, "client"), "--no-log-file"],
    TIMEOUT_MS,
    folder,
  );
  expect(made.exitCode, made.output).toBe(0);
  const source = join(folder, "use.ts");
  writeFileSync(source, CONSUMER);
  writeFileSync(join(folder, "tsconfig.json"), JSON.stringify({ compilerOptions: COMPILER_OPTIONS, files: [source] }));
  expect(await runTool("typescript/bin/tsc", ["-p", folder], TIMEOUT_MS, folder)).toEqual({ exitCode: 0, output: "" });
  const outfile = join(folder, "use.mjs");
  await build({ entryPoints: [source], bundle: true, format: "esm", outfile, logLevel: "silent" });
  const { defaultUrl, create, read } = (await import(outfile)) as Consumer;
  expect(defaultUrl).toBe("http://127.0.0.1:8787");
  expect(await create(platform.url.origin, platform.operatorKey)).toMatch(/^cus_/);
  await expect.poll(read, { timeout: SOON_MS }).toContain("Ada");
});

test.skipIf(missing !== null)(
  "openapi-python-client makes a client without a warning, which reads an event as the class of its type",
  { timeout: TIMEOUT_MS },
  async () => {
    if ("missing" in python) throw new Error(python.missing);
    // It formats its output with ruff, which is installed beside it.
    const env = {
      ...given(),
      PYTHONPATH: folder,
      PYTHONDONTWRITEBYTECODE: "1",
      PATH: [join(python.bin("."), "."), process.env["PATH"]].join(delimiter),
    };
    // By default it knows no lines of JSON and no metrics; its setting says what an unknown media type is read as.
    const settings = join(folder, "openapi-python-client.json");
    writeFileSync(
      settings,
      JSON.stringify({ content_type_overrides: { "application/x-ndjson": "text/plain", "application/openmetrics-text": "text/plain" } }),
    );
    const terms = ["generate", "--path", CONTRACT, "--meta", "none", "--output-path", join(folder, "ledge_client"), "--fail-on-warning"];
    terms.push("--config", settings);
    const made = await run(python.bin("openapi-python-client"), terms, { cwd: folder, timeoutMs: TIMEOUT_MS, env });
    expect(made.exitCode, made.output).toBe(0);
    writeFileSync(join(folder, "use_client.py"), readFileSync(join(PYTHON_FOLDER, "use_client.py")));
    const used = await run(python.bin("python"), ["use_client.py"], { cwd: folder, timeoutMs: TIMEOUT_MS, env });
    expect(used).toEqual({ exitCode: 0, output: "CustomerCreatedEvent Grace\n" });
  },
);
