// Runs all Workers in one local workerd by `wrangler dev`, from the configurations that are deployed, shows their output, and notices when the
// runtime is lost.
import { execFileSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { installedFile, ROOT } from "@ledge/repository/root";
import { CONFIGS } from "@ledge/repository/workers";
import { endingWords, startSupervised, type Supervised } from "@ledge/command/processes/supervised";
import { readRuntimeLog } from "./runtime-log.ts";
import { PRIVATE_FILE } from "./state-file.ts";
import { watchRuntime } from "./watch-runtime.ts";

const READY_TIMEOUT_MS = 60_000;
const POLL_MS = 100;
/** How often a start that takes long reports that it is still waiting. */
const STILL_WAITING_EVERY_MS = 10_000;
const ANSWER_MS = 2_000;

export interface LocalRuntime {
  readonly url: string;
  /** Resolves with the reason when the runtime is lost. It never resolves when the runtime was stopped. */
  readonly lost: Promise<string>;
  stop(): Promise<void>;
}

export interface RuntimeOptions {
  readonly stateDir: string;
  readonly port: number;
  /** Secrets and variables of the Workers, by name. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Shows a line of the Workers' or their builds' output. */
  readonly say: (line: string) => void;
  /** Shows that the start is still waiting. */
  readonly onWaiting: () => void;
}

/** Starts the Workers and waits until they reach the database. @throws when they do not; their output was shown. */
export async function startRuntime({ stateDir, port, secrets, say, onWaiting }: RuntimeOptions): Promise<LocalRuntime> {
  const envFile = join(stateDir, "worker-secrets.env");
  writeFileSync(
    envFile,
    Object.entries(secrets)
      .map(([name, value]) => `${name}="${value}"\n`)
      .join(""),
    { mode: PRIVATE_FILE },
  );
  const wrangler = startWrangler(port, stateDir, envFile, Object.keys(secrets));
  let [isUp, isOver, crashed] = [false, false, (): void => undefined];
  const doesNotBuild = Promise.withResolvers<string>();
  const take = readRuntimeLog({
    onLine: (line) => void (isOver || say(line)),
    onBuildFailure: () => {
      // Wrangler holds requests back while its first Worker, the gateway, is being built, and also while that does not build.
      if (isUp)
        say("The Workers' code does not build. What was built before goes on serving; if the gateway does not build, requests wait:");
      else doesNotBuild.resolve("their code does not build");
    },
    onCrash: () => crashed(),
  });
  for (const stream of [wrangler.stdout, wrangler.stderr]) stream.on("data", (chunk: Buffer) => take(chunk.toString()));
  const url = `http://127.0.0.1:${port}`;
  const stop = async (): Promise<void> => {
    isOver = true;
    // SIGKILL loses nothing: Durable Objects commit to SQLite, and money is in Postgres.
    wrangler.signal("SIGKILL");
    await wrangler.ended;
  };
  const ended = wrangler.ended.then((ending) => `Wrangler ended by itself: ${endingWords(ending)}`);
  const failure = await Promise.race([untilReady(url, wrangler, onWaiting), ended, doesNotBuild.promise]);
  if (failure !== null) {
    await stop();
    throw new Error(`The Workers did not start: ${failure}.`);
  }
  isUp = true;
  const esbuild = builderOf(wrangler.pid);
  const missing = (): string | null => (esbuild === null || isAlive(esbuild) ? null : "esbuild, which builds them, has ended");
  const watch = watchRuntime({
    answers: () => answersOk(url, "/healthz"),
    missing,
    wait: delay,
    nowMs: Date.now,
    isOver: () => isOver,
    say,
  });
  crashed = watch.crashed;
  const lost = Promise.race([ended, watch.lost]).then((reason) =>
    // A runtime that was stopped is not lost: the promise never resolves.
    isOver || reason === null ? new Promise<string>(() => undefined) : reason,
  );
  return { url, lost, stop };
}

const persistFolder = (stateDir: string): string => join(stateDir, "workers");

/** Where Wrangler has the state of the Workers (`v3` of what it is given, until it changes how it is kept). */
export const workersFolder = (stateDir: string): string => join(persistFolder(stateDir), "v3");

function startWrangler(port: number, stateDir: string, envFile: string, secretNames: readonly string[]): Supervised {
  const args = [
    ...["dev", "--ip", "127.0.0.1", "--port", String(port), "--inspector-port", "0", "--persist-to", persistFolder(stateDir)],
    ...["--env-file", envFile, "--show-interactive-dev-session", "false"],
    ...CONFIGS.flatMap((config) => ["-c", config]),
  ];
  return startSupervised({
    ...{ command: process.execPath, args: [installedFile("wrangler/bin/wrangler.js"), ...args], user: {}, endSignal: "SIGKILL", cwd: ROOT },
    // No update checks, telemetry or prompts: a local platform makes no requests to other hosts. Errors are logged with their stacks (shared/src/telemetry/log).
    env: {
      ...environmentWithout([...secretNames, "DATABASE_URL"]),
      NODE_ENV: "development",
      WRANGLER_SEND_METRICS: "false",
      WRANGLER_HIDE_BANNER: "true",
      CLOUDFLARE_CF_FETCH_ENABLED: "false",
      X_LOCAL_OBSERVABILITY: "false",
      CI: "true",
    },
  });
}

/**
 * The environment without some variables. Those that have a secret's name Wrangler would prefer to the file; and DATABASE_URL in the environment of
 * `npm start` is the administrator's, which the runtime must never have.
 */
function environmentWithout(names: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !names.includes(name)));
}

/** Waits until the Workers are ready. Returns null when they are, or the reason why they are not. */
async function untilReady(url: string, runtime: Supervised, onWaiting: () => void): Promise<string | null> {
  const startedMs = performance.now();
  for (let saidMs = startedMs; performance.now() - startedMs < READY_TIMEOUT_MS && !runtime.hasEnded();) {
    if (await answersOk(url, "/readyz")) return null;
    await delay(POLL_MS);
    if (performance.now() - saidMs < STILL_WAITING_EVERY_MS) continue;
    saidMs = performance.now();
    onWaiting();
  }
  return `they were not ready after ${READY_TIMEOUT_MS / 1_000} s`;
}

const answersOk = async (url: string, path: string): Promise<boolean> =>
  await fetch(url + path, { signal: AbortSignal.timeout(ANSWER_MS) }).then(
    ({ ok }) => ok,
    () => false, // it does not listen, or does not answer in time
  );

/**
 * The pid of the process that builds the Workers for Wrangler, which does not notice when it ends; null where processes cannot be listed.
 *
 * @internal Tests see it end with its supervisor.
 */
export function builderOf(group: number): number | null {
  try {
    const lines = execFileSync("ps", ["-A", "-o", "pid=,pgid=,args="], { encoding: "utf8" }).split("\n");
    const found = lines
      .map((line) => /^ *(\d+) +(\d+) (.*)$/.exec(line))
      .find((row) => Number(row?.[2]) === group && /esbuild(?:\.exe)? --service=/.test(row?.[3] ?? ""));
    return found === undefined || found === null ? null : Number(found[1]);
  } catch {
    return null;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
