// The smoke pack against the platform: it passes on a healthy one, however often it runs, and fails by the right check for every fault of the
// platform or of a proxy in front of it.
import { createHash } from "node:crypto";
import { type Line, type SmokeOutcome, runPack } from "@ledge/cli/smoke/pack";
import { readSettings } from "@ledge/cli/smoke/settings";
import { decodeId } from "@ledge/shared/ids";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { connect } from "../support/database.ts";
import { type Ledge, startLedge } from "../support/ledge.ts";
import { endAll, ended, run } from "../support/processes.ts";
import { openTamperingProxy, type Tampering } from "../support/tampering-proxy.ts";

const COMMIT = createHash("sha1").update("a commit").digest("hex");
const EVENT_WITHIN_S = "10";

let ledge: Ledge;
let runs = 0;

beforeAll(async () => {
  ledge = await startLedge({ vars: { "wrangler.toml": { COMMIT } } });
});
afterAll(async () => {
  await endAll();
  await ledge.close();
});

async function smoke(url: string, ...flags: string[]): Promise<SmokeOutcome & { readonly reported: readonly Line[] }> {
  const reported: Line[] = [];
  const args = [url, "--key", ledge.operatorKey, "--commit", COMMIT, "--event-within", EVENT_WITHIN_S, ...flags];
  const outcome = await runPack(readSettings(args, {}), `run-${(runs += 1)}`, (line) => void reported.push(line));
  return { ...outcome, reported };
}

/** The names of the checks that fail through a proxy. */
async function failing(tampering: Tampering, ...flags: string[]): Promise<string[]> {
  const proxy = await openTamperingProxy(ledge.url, tampering);
  try {
    const { lines } = await smoke(proxy.url, ...flags);
    return lines.filter((line) => !line.passed).map(({ check }) => check.replace(/ of 127.*/, ""));
  } finally {
    await proxy.close();
  }
}

const asJson =
  (at: string, change: (json: any) => void): NonNullable<Tampering["body"]> =>
  (path, text) => {
    if (!path.startsWith(at)) return text;
    const json = JSON.parse(text);
    change(json);
    return JSON.stringify(json);
  };

describe("the smoke pack", () => {
  test("passes on a healthy platform, again and again, and leaves its accounts and the books as they were", async () => {
    const outcomes = [await smoke(ledge.url.href), await smoke(ledge.url.href, "--commit", COMMIT.slice(0, 7))];
    for (const { lines, passed, reported, latency } of outcomes) {
      expect(lines.filter((line) => !line.passed)).toEqual([]);
      expect([passed, reported]).toEqual([true, lines]);
      expect(latency.requests).toBeGreaterThan(lines.length);
    }
    const accounts = (await ledge.request("GET", "/v1/accounts?kind=house")).json.data as any[];
    expect(accounts.map(({ code, balance }) => [code, balance.posted, balance.version]).sort()).toEqual([
      ["smoke.payee", "0", 4],
      ["smoke.payer", "0", 4],
    ]);
  });

  test("passes through a proxy that changes nothing", async () => {
    expect(await failing({})).toEqual([]);
  });

  const hiddenEvent: Tampering = { body: (path, text) => (path.startsWith("/v1/events") ? ": nothing\n\n" : text) };
  const plants: readonly [what: string, checks: string[], tampering: Tampering, ...flags: string[]][] = [
    ["another commit", ["version"], {}, "--commit", "0123456"],
    ["no commit", ["version"], { body: asJson("/healthz", (json) => void (json.commit = null)) }],
    ["a missing header", ["headers"], { headers: (_path, headers) => headers.delete("strict-transport-security") }],
    [
      "a header that is missing from refusals alone",
      ["headers"],
      { headers: (path, headers) => path === "/nowhere" && headers.delete("x-frame-options") },
    ],
    [
      "a weaker policy",
      ["headers"],
      { headers: (_path, headers) => headers.set("content-security-policy", "default-src 'self' 'unsafe-inline'") },
    ],
    ["an event that does not arrive", ["event"], hiddenEvent, "--event-within", "1"],
    ["another contract", ["contract"], { body: asJson("/openapi.json", (json) => delete json.paths["/v1/holds"]) }],
    [
      "debits that do not equal credits",
      ["trial balance"],
      { body: asJson("/v1/ledger/trial-balance", (json) => void (json.currencies[0].debits += "1")) },
    ],
    ["a replay that is not marked", ["replay"], { headers: (_path, headers) => headers.delete("idempotent-replayed") }],
  ];
  test.each(plants)("fails for %s: %j", async (_what, checks, tampering, ...flags) => {
    expect(await failing(tampering, ...flags)).toEqual(checks);
  });

  test("fails for a proxy that sends each request under a new key, by the checks of replay, mismatch and money", async () => {
    let keys = 0;
    const forgetful: Tampering = {
      request: (path, headers) => path === "/v1/transfers" && headers.set("idempotency-key", `forgetful-proxy-${(keys += 1)}`),
    };
    expect(await failing(forgetful)).toEqual(["replay", "mismatch", "reversal"]);
  });

  test("reports the headers that another origin lacks", async () => {
    const proxy = await openTamperingProxy(ledge.url, { headers: (_path, headers) => headers.delete("content-security-policy") });
    const { lines } = await smoke(ledge.url.href, "--origin", proxy.url);
    await proxy.close();
    expect(lines.filter((line) => !line.passed)).toMatchObject([
      { check: `headers of ${new URL(proxy.url).host}`, detail: "/ has no content-security-policy" },
    ]);
  });

  test("as a command exits 0 or 1, with progress on stderr and the failing line first", async () => {
    const flags = [ledge.url.href, "--key", ledge.operatorKey];
    const green = run("tools/cli/src/smoke/main.ts", [...flags, "--commit", COMMIT]);
    expect(await ended(green.child), green.output()).toBe(0);
    expect(green.output()).toMatch(/^ 1\/12 ✓ health, \d+ ms$/m);
    expect(green.output()).toMatch(/^ {2}\d+ requests: half within \d+ ms, 95 % within \d+ ms, the slowest \d+ ms$/m);
    const red = run("tools/cli/src/smoke/main.ts", [...flags, "--commit", "0123456"]);
    expect(await ended(red.child), red.output()).toBe(1);
    const [, first] = red.output().split("what was found\n");
    expect(first).toMatch(new RegExp(`^ +✗ +version +\\d+ ms +${COMMIT} is deployed, 0123456 was expected$`, "m"));
    expect(first?.trimStart().startsWith("✗")).toBe(true);
  });

  test("as a command with --json prints the outcome and nothing else", async () => {
    const { child } = run("tools/cli/src/smoke/main.ts", [ledge.url.href, "--key", ledge.operatorKey, "--json"]);
    let stdout = "";
    child.stdout?.on("data", (chunk: Buffer) => (stdout += chunk.toString()));
    expect(await ended(child)).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({ passed: true, url: ledge.url.href });
  });
});

test("fails when the books in the database do not balance", async () => {
  const accounts = (await ledge.request("GET", "/v1/accounts?kind=house")).json.data as any[];
  const payer = decodeId("account", accounts.find(({ code }) => code === "smoke.payer").id);
  const plant = async (amount: number): Promise<void> => {
    const client = await connect(ledge.database.adminUrl);
    await client.query("SET session_replication_role = replica");
    await client.query("UPDATE ledger.accounts SET posted = posted + $1 WHERE id = $2", [amount, payer]);
    await client.end();
  };
  await plant(7);
  const { lines } = await smoke(ledge.url.href);
  await plant(-7);
  const failed = lines.filter((line) => !line.passed);
  expect(failed.map(({ check, detail }) => [check, detail])).toEqual([
    ["trial balance", expect.stringMatching(/^EUR: debits \d+, credits \d+$/)],
  ]);
  expect((await smoke(ledge.url.href)).passed).toBe(true);
});
