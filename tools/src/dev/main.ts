// `npm start`: the whole platform on this machine. Postgres, all Workers, an operator key, and a first transfer as the proof.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { createLedge } from "@ledge/client";
import { stopStaleServer } from "../postgres/local-postgres.ts";
import { buildDocs } from "../docs/build.ts";
import { currentCommit } from "./commit.ts";
import { openDatabase } from "./database.ts";
import { isLiveKey, mintOperatorKey } from "./operator-key.ts";
import { ROOT, startRuntime } from "./runtime.ts";
import { claimState, releaseState, requireFreePort } from "./single.ts";
import { localSecrets, PRIVATE_FILE } from "./secrets.ts";
import { removeMade } from "./state-folder.ts";
import { moveFirstMoney, shownPath, welcomeText } from "./welcome.ts";

const DEFAULT_PORT = 8787;
/** The platform has just said that it is ready: what it does not do within this, it does not do. */
const WELCOME_PATIENCE_MS = 10_000;
const startedAt = performance.now();
const { values } = parseArgs({
  options: {
    port: { type: "string" },
    fresh: { type: "boolean", default: false },
    state: { type: "string", default: ".ledge" },
    "reset-passwords": { type: "boolean", default: false },
    "older-functions": { type: "boolean", default: false },
  },
});
const port = Number(values.port ?? DEFAULT_PORT);
if (!Number.isInteger(port) || port < 1 || port > 65_535) fail(`--port takes a port from 1 to 65535, not ${values.port}.`);
const stateDir = resolve(ROOT, values.state);

/** What was started, in the order to stop it. */
const running: { stop(): Promise<void> }[] = [];
let stopping: Promise<void> | null = null;
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void stop(0));

try {
  await start();
} catch (error) {
  console.error(`\nLedge did not start. ${(error as Error).message}`);
  await stop(1);
}

async function start(): Promise<void> {
  mkdirSync(stateDir, { recursive: true });
  claimState(stateDir);
  running.unshift({ stop: async () => releaseState(stateDir) });
  await requireFreePort(port);
  if (values.fresh) await startOver();
  const secrets = localSecrets(stateDir);
  step("Postgres");
  const { "reset-passwords": resets, "older-functions": takesOlder } = values;
  const database = await openDatabase(stateDir, secrets, process.env["DATABASE_URL"], resets, takesOlder);
  running.unshift(database);
  const applied = Object.entries(database.applied).filter(([, names]) => names.length > 0);
  if (applied.length > 0) step(`applied ${applied.map(([what, names]) => `${names.length} ${what}`).join(", ")}`);
  const operatorKey = await operatorKeyFor(database.migratorUrl, secrets.apiKeyPepper);
  // Written before anything can fail: a start that is interrupted here must not mint a second key.
  writeFileSync(devFile(), `${JSON.stringify({ url: `http://127.0.0.1:${port}`, operator_key: operatorKey }, null, 2)}\n`, {
    mode: PRIVATE_FILE,
  });
  buildDocs();
  step("Workers");
  const docsUrl = `http://docs.localhost:${port}`;
  const runtime = await startRuntime(stateDir, port, {
    DATABASE_URL: database.runtimeUrl,
    API_KEY_PEPPER: secrets.apiKeyPepper,
    CURSOR_KEY: secrets.cursorKey,
    WEBHOOK_MASTER_KEY: secrets.webhookMasterKey,
    WEBHOOK_LOOPBACK: "allowed",
    COMMIT: currentCommit(ROOT) ?? "",
    ALLOWED_ORIGINS: process.env["ALLOWED_ORIGINS"] ?? "",
    DOCS_URL: docsUrl,
  });
  running.unshift(runtime);
  step("a first transfer");
  const ledge = createLedge({ url: runtime.url, apiKey: operatorKey, deadlineMs: WELCOME_PATIENCE_MS });
  const welcome = await moveFirstMoney(ledge).catch((error: Error) => {
    throw new Error(`${error.message}\n${runtime.lastWords()}`);
  });
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(welcomeText({ api: runtime.url, docs: docsUrl }, operatorKey, shownPath(devFile(), process.cwd()), welcome, seconds));
  void runtime.ended.then(() => {
    if (stopping !== null) return;
    console.error("The Workers runtime ended by itself.");
    void stop(1);
  });
}

/** Removes what earlier starts made in the state folder. */
async function startOver(): Promise<void> {
  await stopStaleServer(join(stateDir, "postgres"));
  const databaseStays = process.env["DATABASE_URL"] !== undefined;
  removeMade(stateDir, databaseStays);
  if (databaseStays) console.log("  --fresh leaves the database of DATABASE_URL as it is, and what opens it.");
}

async function operatorKeyFor(migratorUrl: string, pepper: string): Promise<string> {
  if (existsSync(devFile())) {
    const { operator_key: known } = JSON.parse(readFileSync(devFile(), "utf8")) as { operator_key: string };
    if (await isLiveKey(migratorUrl, pepper, known)) return known;
  }
  return await mintOperatorKey(migratorUrl, pepper, "local operator");
}

function devFile(): string {
  return join(stateDir, "dev.json");
}

function step(name: string): void {
  console.log(`  ${((performance.now() - startedAt) / 1000).toFixed(1).padStart(5)} s  ${name}`);
}

function stop(exitCode: number): Promise<void> {
  stopping ??= (async () => {
    for (const part of running) await part.stop();
    process.exit(exitCode);
  })();
  return stopping;
}

function fail(message: string): never {
  console.error(message);
  process.exit(2);
}
