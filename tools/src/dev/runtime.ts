// Runs all Workers in one local workerd, from the very configs that are deployed, by `wrangler dev`.
import { type ChildProcess, fork } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { PRIVATE_FILE } from "./secrets.ts";

export const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
/** The gateway first: the first Worker is the one that `wrangler dev` serves. */
export const CONFIGS = [
  "wrangler.toml",
  "workers/identity/wrangler.toml",
  "workers/customers/wrangler.toml",
  "workers/accounts/wrangler.toml",
  "workers/payments/wrangler.toml",
  "workers/ledger/wrangler.toml",
  "workers/webhooks/wrangler.toml",
  "workers/docs/wrangler.toml",
  "core-service/wrangler.toml",
];
const READY_TIMEOUT_MS = 60_000;
const POLL_MS = 100;
const LOG_LINES_KEPT = 40;

export interface LocalRuntime {
  readonly url: string;
  /** What the Workers last said, for when something fails. */
  lastWords(): string;
  /** Resolves when the runtime ends by itself. */
  readonly ended: Promise<void>;
  stop(): Promise<void>;
}

/** Starts the Workers and waits until they reach the database. @throws with the runtime's last lines when they do not. */
export async function startRuntime(stateDir: string, port: number, secrets: Readonly<Record<string, string>>): Promise<LocalRuntime> {
  const envFile = join(stateDir, "worker-secrets.env");
  writeFileSync(
    envFile,
    Object.entries(secrets)
      .map(([name, value]) => `${name}="${value}"\n`)
      .join(""),
    { mode: PRIVATE_FILE },
  );
  const wrangler = join(ROOT, "node_modules", "wrangler", "bin", "wrangler.js");
  const args = [
    ...["dev", "--ip", "127.0.0.1", "--port", String(port), "--inspector-port", "0", "--persist-to", join(stateDir, "workers")],
    ...["--env-file", envFile, "--log-level", "warn", "--show-interactive-dev-session", "false"],
    ...CONFIGS.flatMap((config) => ["-c", config]),
  ];
  const child = fork(fileURLToPath(new URL("./supervise.ts", import.meta.url)), [process.execPath, wrangler, ...args], {
    cwd: ROOT,
    detached: true,
    stdio: ["ignore", "pipe", "pipe", "ipc"],
    // No update checks, telemetry or prompts: a local platform talks to nobody.
    env: {
      ...environmentWithout(Object.keys(secrets)),
      WRANGLER_SEND_METRICS: "false",
      WRANGLER_HIDE_BANNER: "true",
      CLOUDFLARE_CF_FETCH_ENABLED: "false",
      X_LOCAL_OBSERVABILITY: "false",
      CI: "true",
    },
  });
  const log: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      log.push(chunk.toString());
      log.splice(0, log.length - LOG_LINES_KEPT);
    });
  }
  const url = `http://127.0.0.1:${port}`;
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()));
  try {
    await untilReady(url, child);
  } catch (error) {
    stopGroup(child);
    throw new Error(`${(error as Error).message}\n${log.join("")}`);
  }
  return {
    url,
    ended,
    lastWords: () => log.join(""),
    async stop() {
      stopGroup(child);
      await ended;
    },
  };
}

/**
 * The environment without variables that have a secret's name: Wrangler would prefer them to the file, and the DATABASE_URL of
 * whoever starts the platform is the administrator's, which the runtime must never hold.
 */
function environmentWithout(names: readonly string[]): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !names.includes(name)));
}

/** workerd keeps nothing that a kill could lose: Durable Objects commit to SQLite, money is in Postgres. */
function stopGroup(child: ChildProcess): void {
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) process.kill(-child.pid, "SIGKILL");
}

async function untilReady(url: string, child: ChildProcess): Promise<void> {
  for (let waitedMs = 0; waitedMs < READY_TIMEOUT_MS; waitedMs += POLL_MS) {
    if (child.exitCode !== null) throw new Error("The Workers runtime ended while starting:");
    try {
      if ((await fetch(`${url}/readyz`)).ok) return;
    } catch {
      // Not listening yet.
    }
    await delay(POLL_MS);
  }
  throw new Error(`The Workers were not ready after ${READY_TIMEOUT_MS / 1000} s:`);
}
