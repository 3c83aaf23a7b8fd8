// The Postman collection against the whole platform, by Postman's own runner: every request is answered as the contract describes, in one run from
// top to bottom, and in a second one after it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ROOT } from "@ledge/repository/root";
import { openReceiver, type Receiver } from "@ledge/verification/webhook-receiver/receiver";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Platform, startPlatform } from "./platform.ts";
import { type Ran, runTool } from "./run-tool.ts";

/** Fifty requests, one of which waits for a delivery; some seconds on an idle machine. */
const TIMEOUT_MS = 200_000;
const COLLECTION = join(ROOT, "openapi/ledge.v1.postman_collection.json");
const collection = JSON.parse(readFileSync(COLLECTION, "utf8")) as { item: { item: { name: string }[] }[] };
const requestNames = collection.item.flatMap(({ item }) => item.map(({ name }) => name));
let platform: Platform;
let receiver: Receiver;
let folder: string;

beforeAll(async () => {
  receiver = await openReceiver();
  platform = await startPlatform();
  folder = mkdtempSync(join(tmpdir(), "ledge-postman-"));
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await platform.stop();
  await receiver.close();
});

interface Execution {
  readonly item: { readonly name: string };
  readonly response?: { readonly code: number };
  readonly assertions?: readonly { readonly error?: { readonly message: string } }[];
}

async function runCollection(file: string): Promise<Ran & { readonly executions: readonly Execution[] }> {
  const report = join(folder, "report.json");
  const given = { base_url: platform.url.origin, api_key: platform.operatorKey, webhook_url: receiver.at("/postman") };
  const variables = Object.entries(given).flatMap(([name, value]) => ["--env-var", `${name}=${value}`]);
  const ran = await runTool(
    "newman/bin/newman.js",
    ["run", file, ...variables, "--reporters", "cli,json", "--reporter-json-export", report, "--disable-unicode"],
    TIMEOUT_MS,
  );
  return { ...ran, executions: JSON.parse(readFileSync(report, "utf8")).run.executions };
}

const failuresOf = (executions: readonly Execution[]): string[] =>
  executions.flatMap(({ item, response, assertions = [] }) =>
    assertions.flatMap(({ error }) => (error === undefined ? [] : [`${item.name} (${response?.code}): ${error.message}`])),
  );

test.each(["the first time", "again on the same platform"])("every request of the collection succeeds %s", async () => {
  const { exitCode, executions, output } = await runCollection(COLLECTION);
  expect(failuresOf(executions), output).toEqual([]);
  expect(exitCode, output).toBe(0);
  expect([...new Set(executions.map(({ item }) => item.name))]).toEqual(requestNames);
});

test("a collection that sends one key with every request fails, by the refusals of the writes after the first", async () => {
  const file = join(folder, "fixed-key.json");
  // Customers and accounts only, so that no request waits for an asynchronous effect.
  const [customers, accounts] = collection.item;
  writeFileSync(file, JSON.stringify({ ...collection, item: [customers, accounts] }).replaceAll("{{$guid}}", "order-A-1001-payment"));
  const { exitCode, executions } = await runCollection(file);
  expect(exitCode).toBe(1);
  expect(executions.filter(({ response }) => response?.code === 422).length).toBeGreaterThan(3);
});
