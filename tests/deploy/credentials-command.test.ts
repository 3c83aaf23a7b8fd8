// `npm run credentials` as a job runs it: what is due is an annotation each, the table is the job's summary, the figures are a file, and it exits 1.
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { runScript } from "@ledge/command/run-script";
import { ROOT } from "@ledge/repository/root";
import { afterAll, beforeAll, expect, test } from "vitest";
import { issue, startHttps, type TlsServer } from "../stand-ins/certificates.ts";
import { type CloudflareStandIn, startCloudflare } from "../stand-ins/cloudflare/stand-in.ts";
import { outputs } from "./support/sample-platform.ts";

const TOKEN = "cloudflare-token-that-reads";
const folder = mkdtempSync(join(tmpdir(), "ledge-credentials-"));
const files = { outputs: join(folder, "outputs.json"), summary: join(folder, "summary.md"), metrics: join(folder, "ledge.prom") };
let cloud: CloudflareStandIn;
let https: TlsServer;

beforeAll(async () => {
  const issued = issue(30, ["*.dev.example.com"]);
  writeFileSync(join(folder, "authority.pem"), issued.cert);
  writeFileSync(files.outputs, JSON.stringify(outputs("dev", "no branch")));
  [cloud, https] = await Promise.all([startCloudflare("cloudflare-token-of-releases", TOKEN), startHttps(issued)]);
});
afterAll(async () => {
  await Promise.all([cloud?.stop(), https?.stop()]);
  rmSync(folder, { recursive: true, force: true });
});

const run = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  runScript(join(ROOT, "tools/delivery/src/credentials/main.ts"), ["--outputs", files.outputs, ...args], {
    cwd: ROOT,
    env: {
      ...{ PATH: process.env["PATH"], CLOUDFLARE_API_BASE_URL: cloud.url, NODE_EXTRA_CA_CERTS: join(folder, "authority.pem") },
      ...{ EDGES: JSON.stringify({ "dev.example.com": "http://127.0.0.1:9" }), EDGES_TLS_PORT: String(https.port) },
      NODE_OPTIONS: `--import=${new URL("../stand-ins/elsewhere.mjs", import.meta.url)}`,
      ...env,
    },
  });

test("with nothing but the hosts, it sees their certificates, says what it does not see, and that nothing is due", async () => {
  const { code, output } = await run(["--env", "dev"]);
  expect([
    code,
    output.match(/^(?:api|docs|log)\.dev\.example\.com +0\.0 d +– +\d{4}-\d\d-\d\d +by Stand-In, localhost$/gm)?.length,
  ]).toEqual([0, 3]);
  expect(output).toMatch(/^ledge_rotator +– +90 d +– +not seen here: AUDITOR_DATABASE_URL shows it$/m);
  expect(output).toContain("Nothing is due.");
});

test("in a job, what is due is an annotation, the table its summary, and the figures a whole file beside none that is half written", async () => {
  const job = { GITHUB_ACTIONS: "true", GITHUB_STEP_SUMMARY: files.summary };
  const { code, output } = await run(["--env", "dev", "--metrics", files.metrics], { ...job, CLOUDFLARE_API_TOKEN: TOKEN });
  expect(code).toBe(1);
  expect(output.match(/^::error title=ledge dev \w+::ledge dev \w+: no token/gm)).toHaveLength(4);
  expect(output).toContain("4 want somebody's attention.");
  const summary = readFileSync(files.summary, "utf8");
  expect(summary).toContain("### Credentials of dev");
  expect(summary).toContain("- ✗ ledge dev release: no token of the account has this name");
  expect(readFileSync(files.metrics, "utf8")).toMatch(
    /^ledge_certificate_expiry_timestamp_seconds\{host="api\.dev\.example\.com"\} \d{10}$/m,
  );
  expect(readdirSync(folder).filter((name) => name.startsWith("ledge.prom"))).toEqual(["ledge.prom"]);
});

test("a token that may not read the account's tokens is due itself, with what it lacks", async () => {
  const { code, output } = await run(["--env", "dev"], { CLOUDFLARE_API_TOKEN: "another" });
  expect(code).toBe(1);
  expect(output).toMatch(/Cloudflare's tokens could not be seen: .*403.* it needs Account API Tokens:Read/);
  expect(output).not.toContain("another");
});

test.each([
  [[], {}, "Say which environment: --env NAME."],
  [["--env", "prod"], {}, "--env is prod, and --outputs is of dev."],
  [["--env", "dev"], { AUDITOR_DATABASE_URL: "hunter2" }, "AUDITOR_DATABASE_URL is not a URL"],
])("%j with %j is refused, and quotes no value", async (args, env, words) => {
  const { code, output } = await run(args, env);
  expect([code, output.includes("hunter2")]).toEqual([2, false]);
  expect(output).toContain(words);
});
