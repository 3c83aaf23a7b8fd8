// Runs a PostgreSQL from npm for development and tests, on a data directory of the caller and a free port on loopback. It ends with this process,
// however that ends. It must never be used for data that matters.
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { type Ending, endingWords, startSupervised, type Supervised } from "@ledge/command/processes/supervised";
import { initialiseCluster, SUPERUSER } from "./initialise-cluster.ts";
import { requirePassable } from "./passable.ts";
import { ENGLISH, postgresPrograms, serverUser } from "./programs.ts";

export interface LocalPostgres {
  /** Superuser URL of the cluster's `postgres` database. */
  readonly adminUrl: string;
  /** Resolves when the server has ended, for whatever reason. */
  readonly ended: Promise<Ending>;
  /** The last lines of its log. */
  readonly lastLines: () => readonly string[];
  stop(): Promise<void>;
}

/** initdb takes the time zone and the order of dates from the machine: tests must not depend on that. */
const SAME_EVERYWHERE = ["timezone=UTC", "log_timezone=UTC", "datestyle=ISO, YMD"];
const READY = "database system is ready to accept connections";
const LOG_LINES_KEPT = 20;
const STOP_STALE_TIMEOUT_MS = 10_000;
const POLL_MS = 50;
/** A fast shutdown writes a checkpoint. A server that takes longer is stopped without one, and replays its log at the next start. */
const FAST_SHUTDOWN_MS = 1_500;
const IMMEDIATE_SHUTDOWN_MS = 500;

/**
 * Starts a cluster in `dataDir`, which is initialised first when it is empty. A server that a killed run left behind on the same directory is
 * stopped first.
 *
 * @param flags settings of the server, `name=value`; they override those of this file.
 * @param fixedPort left out: any free one.
 * @throws when Postgres does not start, with its last log lines.
 */
export async function startLocalPostgres(dataDir: string, flags: readonly string[] = [], fixedPort?: number): Promise<LocalPostgres> {
  requirePassable(dataDir);
  await stopStaleServer(dataDir);
  const { initdb, postgres } = await postgresPrograms();
  if (!existsSync(join(dataDir, "PG_VERSION"))) await initialiseCluster(initdb, dataDir);
  const port = fixedPort ?? (await freePort());
  // No Unix socket: all clients use TCP, and the server's user may have no access to /tmp.
  const settings = ["listen_addresses=127.0.0.1", "unix_socket_directories=", ...SAME_EVERYWHERE, ...flags].flatMap((flag) => ["-c", flag]);
  const args = ["-D", dataDir, "-p", String(port), ...settings];
  const server = startSupervised({ command: postgres, args, user: serverUser(), endSignal: "SIGINT", env: { ...process.env, ...ENGLISH } });
  const log = await untilReady(server, dataDir);
  const adminUrl = `postgres://${SUPERUSER.name}:${SUPERUSER.password}@127.0.0.1:${port}/postgres`;
  return { adminUrl, ended: server.ended, lastLines: () => log, stop: () => stopServer(server) };
}

/** @returns the log's last lines, which go on to be its last ones. */
async function untilReady(server: Supervised, dataDir: string): Promise<readonly string[]> {
  const log: string[] = [];
  const ready = new Promise<null>((resolve) => {
    createInterface({ input: server.stderr }).on("line", (line) => {
      log.push(line);
      if (log.length > LOG_LINES_KEPT) log.shift();
      if (line.includes(READY)) resolve(null);
    });
  });
  const ending = await Promise.race([ready, server.ended]);
  if (ending !== null) throw new Error(`Postgres did not start in ${dataDir}: ${endingWords(ending)}\n${log.join("\n")}`);
  return log;
}

async function stopServer(server: Supervised): Promise<void> {
  // A fast shutdown, then an immediate one, then SIGKILL: each when the one before took too long.
  for (const [signal, timeoutMs] of [
    ["SIGINT", FAST_SHUTDOWN_MS],
    ["SIGQUIT", IMMEDIATE_SHUTDOWN_MS],
  ] as const) {
    server.signal(signal);
    if (await Promise.race([server.ended.then(() => true), delay(timeoutMs, false, { ref: false })])) return;
  }
  server.signal("SIGKILL");
  await server.ended;
}

/**
 * A TCP port on loopback that was free a moment ago. The system picks local ports of outgoing connections from 32768 up (Linux,
 * `ip_local_port_range`), and one it had picked would be theirs a moment later: this one is below.
 */
export async function freePort(): Promise<number> {
  for (;;) {
    const port = 10_000 + Math.floor(Math.random() * 22_768);
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  return await new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once("error", (error: NodeJS.ErrnoException) => (error.code === "EADDRINUSE" ? resolve(false) : reject(error)));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve(true)));
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

/** Whether the process is a Postgres on the directory, by its command line: its pid may belong to another program by now. */
function isPostgresIn(pid: number, dataDir: string): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const commandLine = `/proc/${pid}/cmdline`;
  return !existsSync(commandLine) || readFileSync(commandLine, "utf8").includes(dataDir);
}
