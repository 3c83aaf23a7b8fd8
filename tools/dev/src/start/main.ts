// `npm start`: runs the whole platform on this machine: Postgres, all Workers, an operator's key, and a first transfer as proof that it works. When
// one part ends by itself, everything is stopped, and the reason is shown.
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { createLedge } from "@ledge/client";
import { exitCodes, failureWords, runCommand } from "@ledge/command/command-line";
import { buildDocs } from "../docs/build.ts";
import { stopStaleServer } from "@ledge/database/postgres/local-postgres";
import { endingWords } from "@ledge/command/processes/supervised";
import { currentCommit } from "@ledge/repository/commit";
import { type LocalDatabase, openDatabase } from "@ledge/database/local/open-database";
import { DEV_FILE, readDevFile, writeDevFile } from "./dev-file.ts";
import { requireNothingLost } from "./lost-state.ts";
import { LOG_ORIGIN, logKeyText } from "@ledge/database/new-log-key";
import { isIssuedApiKey } from "@ledge/shared/api-key";
import { isLiveKey, mintOperatorKey, revokeForeignKeys } from "@ledge/database/operator-key";
import { RunningPlatform } from "./platform.ts";
import { ROOT } from "@ledge/repository/root";
import { type LocalRuntime, startRuntime, workersFolder } from "./runtime.ts";
import { keepSecrets, type LocalSecrets, newSecrets, readSecrets } from "./secrets.ts";
import { readSettings, type Settings, usage } from "./settings.ts";
import { claimState, releaseState, requireFreePort } from "./single.ts";
import { openStateFolder, removeMade } from "./state-folder.ts";
import { publishLogin } from "./publish-login.ts";
import { type Collector, forgetTraces, startReceiver } from "../trace/receiver.ts";
import { moveFirstMoney, shownPath, welcomeText } from "./welcome.ts";

/** Limit for each request of the first transfer: the platform is ready by then, so a slower answer is a failure. */
const WELCOME_DEADLINE_MS = 10_000;
const startedAt = performance.now();

const platform = new RunningPlatform({
  exit: (exitCode) => process.exit(exitCode),
  say: (line) => console.error(`\n${line}`),
  timeout: async (ms) => await delay(ms, undefined, { ref: false }).then(() => Promise.reject(new Error("a part of it takes too long"))),
});

await runCommand(usage, async (args) => {
  const settings = readSettings(args, process.env, ROOT);
  // A stop that was asked for succeeds: exit code 0. Ctrl-C in a terminal sends two signals, one of them through run.mjs; the second has no effect.
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => void platform.stop(0));
  try {
    await start(settings);
  } catch (error) {
    // Failures that are caused by stopping are not shown.
    if (!platform.isStopping()) console.error(`\nLedge did not start. ${failureWords(error)}`);
    await platform.stop(exitCodes.failed);
  }
  return 0;
});

async function start(settings: Settings): Promise<void> {
  const { stateDir, port } = settings;
  openStateFolder(stateDir, ROOT);
  claimState(stateDir);
  await platform.add({ name: "The state folder", lost: null, stop: async () => releaseState(stateDir) });
  await requireFreePort(port);
  if (settings.fresh) await startOver(settings);
  const known = readSecrets(stateDir);
  const earlierKey = readDevFile(stateDir);
  requireNothingLost(settings, known !== null);
  const secrets = known ?? newSecrets();
  step(settings.adminUrl === null ? "Postgres" : `Postgres of DATABASE_URL, at ${new URL(settings.adminUrl).host}`);
  const database = await openLocalDatabase(settings, secrets, known === null);
  if (settings.resetPasswords) await revokeForeignKeys(database.migratorUrl, secrets.apiKeyPepper);
  const operatorKey = await operatorKeyFor(database.migratorUrl, secrets, earlierKey?.operator_key ?? null);
  // Written at once: otherwise the next start would mint a second key when this one is interrupted.
  writeDevFile(stateDir, {
    url: `http://127.0.0.1:${port}`,
    operator_key: operatorKey,
    analyst_url: database.analystUrl,
  });
  step("docs");
  buildDocs();
  step("Workers");
  const docsUrl = `http://docs.localhost:${port}`;
  const runtime = await startWorkers(settings, secrets, database.runtimeUrl, docsUrl);
  step("a first transfer");
  const ledge = createLedge({ url: runtime.url, apiKey: operatorKey, deadlineMs: WELCOME_DEADLINE_MS });
  const welcome = await moveFirstMoney(ledge);
  const devFile = shownPath(join(stateDir, DEV_FILE), process.cwd());
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(
    welcomeText(
      { api: runtime.url, docs: docsUrl, log: `http://log.localhost:${port}`, analyst: database.analystUrl },
      operatorKey,
      devFile,
      welcome,
      seconds,
      settings.keepsTraces,
    ),
  );
}

async function openLocalDatabase(settings: Settings, secrets: LocalSecrets, secretsAreNew: boolean): Promise<LocalDatabase> {
  const onOurs = (): void => keepSecrets(settings.stateDir, secrets);
  const database = await openDatabase({ ...settings, secrets, secretsAreNew, onOurs });
  const lost = database.ended?.then((ending) => `it ended by itself, ${endingWords(ending)}`) ?? null;
  await platform.add({ name: "Postgres", lost, stop: database.stop });
  if (database.isNew) step("made the database");
  const applied = Object.entries(database.applied).filter(([, names]) => names.length > 0);
  if (applied.length > 0) step(`applied ${applied.map(([what, names]) => `${names.length} ${what}`).join(", ")}`);
  return database;
}

async function startWorkers(settings: Settings, secrets: LocalSecrets, databaseUrl: string, docsUrl: string): Promise<LocalRuntime> {
  await publishLogin(workersFolder(settings.stateDir), databaseUrl);
  forgetTraces(settings.stateDir);
  const collector = settings.keepsTraces ? await keepTraces(settings.stateDir) : settings.collector;
  const runtime = await startRuntime({
    stateDir: settings.stateDir,
    port: settings.port,
    secrets: {
      API_KEY_PEPPER: secrets.apiKeyPepper,
      API_KEY_MAC_SECRETS: secrets.apiKeyMacSecrets,
      CURSOR_KEY: secrets.cursorKey,
      WEBHOOK_MASTER_KEY: secrets.webhookMasterKey,
      LOG_KEY: logKeyText(LOG_ORIGIN, secrets.logSeed),
      RECEIPT_KEYS: secrets.receiptKeys,
      WEBHOOK_LOOPBACK: "allowed",
      COMMIT: currentCommit(ROOT) ?? "",
      ALLOWED_ORIGINS: settings.allowedOrigins,
      DOCS_URL: docsUrl,
      OTEL_EXPORTER_OTLP_ENDPOINT: collector?.endpoint ?? "",
      OTEL_EXPORTER_OTLP_HEADERS: collector?.headers ?? "",
      // Of every trace.
      OTEL_TRACES_SAMPLER_ARG: "1",
    },
    // Failures that are caused by stopping the database are not shown.
    say: (line) => void (platform.isStopping() || console.error(`  ${line}`)),
    onWaiting: () => step("still waiting for the Workers"),
  });
  await platform.add({ name: "The Workers runtime", lost: runtime.lost, stop: runtime.stop });
  return runtime;
}

/** Keeps what the telemetry Worker sends. */
async function keepTraces(stateDir: string): Promise<Collector> {
  const receiver = await startReceiver(stateDir);
  await platform.add({ name: "The receiver of traces", lost: null, stop: receiver.stop });
  return { endpoint: receiver.url, headers: "" };
}

/** Removes everything that earlier starts made in the state folder. */
async function startOver({ stateDir, adminUrl }: Settings): Promise<void> {
  await stopStaleServer(join(stateDir, "postgres"));
  removeMade(stateDir, adminUrl !== null);
  if (adminUrl !== null) console.log("  --fresh leaves the database of DATABASE_URL and its secrets as they are.");
}

async function operatorKeyFor(migratorUrl: string, secrets: LocalSecrets, known: string | null): Promise<string> {
  const { apiKeyPepper: peppers, apiKeyMacSecrets: macSecrets } = secrets;
  if (known !== null && isIssuedApiKey(known, macSecrets) && (await isLiveKey(migratorUrl, peppers, known))) return known;
  step("an operator's key");
  return await mintOperatorKey(migratorUrl, { peppers, macSecrets }, "local operator");
}

function step(name: string): void {
  console.log(`  ${((performance.now() - startedAt) / 1000).toFixed(1).padStart(5)} s  ${name}`);
}
