// Generated files agree with their sources: a type or a contract that was edited by hand does not pass `npm run check`. Tested on a copy of the
// repository.
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { copyRepository, type RepositoryCopy } from "./support/repository-copy.ts";
import { readRepositoryFile } from "./support/sources.ts";

const TYPES = "tools/dev/src/check/worker-types.ts";
const CONTRACT = "tools/dev/src/contract/main.ts";
const ACCOUNTS_TYPES = "workers/accounts/worker-configuration.d.ts";
const ACCOUNTS_CONFIG = "workers/accounts/wrangler.toml";
const EVENT_FILE = "openapi/events/transfer.posted.json";
const CLIENT_TYPES_FILE = "openapi/client/src/ledge.v1.ts";
const CONTRACT_FILE = "openapi/ledge.v1.json";
const RELEASED_FILE = "openapi/released/ledge.v1.json";
const DECLARATIONS_FILE = "openapi/breaking-changes.json";
const ROUTE = "workers/payments/src/routes/create-transfer.ts";

let copy: RepositoryCopy;
beforeAll(() => void (copy = copyRepository()));
afterAll(() => copy?.remove());

/** Runs a tool with one file of the copy changed. */
async function withChange(file: string, change: (text: string) => string, tool: string): Promise<{ passed: boolean; output: string }> {
  const original = readRepositoryFile(file);
  const changed = change(original);
  expect(changed).not.toBe(original);
  copy.plant(file, changed);
  const result = await copy.runTool(tool, ["--check"]);
  copy.plant(file, original);
  return result;
}

describe("generated files", () => {
  test("the committed files agree with their sources", async () => {
    expect(await copy.runTool(TYPES, ["--check"])).toMatchObject({ passed: true });
    expect(await copy.runTool(CONTRACT, ["--check"])).toMatchObject({ passed: true });
  });

  test("a binding that is written into the type by hand is refused, though the hash in its first line still fits", async () => {
    const addBinding = (text: string): string =>
      text.replace("CURSOR_KEY: string;", "CURSOR_KEY: string;\n\tRUNTIME_DATABASE: SecretsStoreSecret;");
    const { passed, output } = await withChange(ACCOUNTS_TYPES, addBinding, TYPES);
    expect(passed).toBe(false);
    expect(output).toContain(ACCOUNTS_TYPES);
  });

  test("a binding in the config that is not in the type is refused", async () => {
    const addSecret = (text: string): string => text.replace('required = ["CURSOR_KEY"]', 'required = ["CURSOR_KEY", "OTHER"]');
    const { passed, output } = await withChange(ACCOUNTS_CONFIG, addSecret, TYPES);
    expect(passed).toBe(false);
    expect(output).toContain(ACCOUNTS_TYPES);
  });

  test("an event's schema that is changed by hand is refused, and one of an event that is never emitted", async () => {
    const loosen = (text: string): string => text.replace('"type": "object"', '"type": "string"');
    const { passed, output } = await withChange(EVENT_FILE, loosen, CONTRACT);
    expect(passed).toBe(false);
    expect(output).toContain(EVENT_FILE);
    copy.plant("openapi/events/transfer.lost.json", "{}");
    expect(await copy.runTool(CONTRACT, ["--check"])).toMatchObject({ passed: false });
    expect(await copy.runTool(CONTRACT, [])).toMatchObject({ passed: true });
    expect(await copy.runTool(CONTRACT, ["--check"])).toMatchObject({ passed: true });
  });

  test("a type of the client that differs from the contract is refused", async () => {
    const loosen = (text: string): string => text.replace(" Amount: string;", " Amount: number;");
    const { passed, output } = await withChange(CLIENT_TYPES_FILE, loosen, CONTRACT);
    expect(passed).toBe(false);
    expect(output).toContain(CLIENT_TYPES_FILE);
  });

  test("a contract that differs from the routes is refused", async () => {
    const rename = (text: string): string => text.replace('"operationId": "openAccount"', '"operationId": "openAnAccount"');
    expect(await withChange(CONTRACT_FILE, rename, CONTRACT)).toMatchObject({ passed: false });
  });

  test("a contract that breaks the released one is refused, until the break is declared or released", async () => {
    const loan = (text: string): string =>
      text.replace('"/v1/transfers": {', '"/v1/loans": { "get": { "operationId": "listLoans" } },\n    "/v1/transfers": {');
    const { passed, output } = await withChange(RELEASED_FILE, loan, CONTRACT);
    expect(passed).toBe(false);
    expect(output).toContain("not declared: operation-removed: GET /v1/loans");

    copy.plant(RELEASED_FILE, loan(readRepositoryFile(RELEASED_FILE)));
    const declaration = { change: "operation-removed: GET /v1/loans", reason: "Nobody had one", date: "2026-11-23" };
    const declared = (text: string): string => JSON.stringify([...(JSON.parse(text) as unknown[]), declaration]);
    expect(await withChange(DECLARATIONS_FILE, declared, CONTRACT)).toMatchObject({ passed: true });
    expect(await copy.runTool(CONTRACT, ["--release"])).toMatchObject({ passed: true });
    expect(await copy.runTool(CONTRACT, ["--check"])).toMatchObject({ passed: true });
  });

  test("a route that violates a rule of the lint is refused, though the contract agrees with it", async () => {
    const route = readRepositoryFile(ROUTE);
    copy.plant(ROUTE, route.replace(/summary: ".*"/, 'summary: ""'));
    expect(await copy.runTool(CONTRACT, [])).toMatchObject({ passed: true });
    const { passed, output } = await copy.runTool(CONTRACT, ["--check"]);
    expect(passed).toBe(false);
    expect(output).toContain("operation-summary");
    copy.plant(ROUTE, route);
    expect(await copy.runTool(CONTRACT, [])).toMatchObject({ passed: true });
  });
});
