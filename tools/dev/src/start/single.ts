// Ensures one platform per state folder and port: a second one would stop the first one's database, or take its answers for its own.
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { ROOT } from "@ledge/repository/root";

const CHOOSE = "Choose another one: npm start -- --port N";
/** On many systems only an administrator may listen on ports below it. */
const FIRST_OPEN_PORT = 1024;
/** The script of `npm start`, as it is in the command line of its process. */
const START_SCRIPT = relative(ROOT, fileURLToPath(new URL("./main.ts", import.meta.url)));

/** Claims the state folder for this process. @throws when a live `npm start` holds it. */
export function claimState(stateDir: string): void {
  const file = join(stateDir, "pid");
  for (;;) {
    try {
      // When two start at once, only one of them can create the file.
      writeFileSync(file, String(process.pid), { flag: "wx" });
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    const holder = Number(readFileSync(file, "utf8"));
    if (holder !== process.pid && isPlatform(holder)) {
      throw new Error(
        `It is running already, as process ${holder}. Stop that one first, or give this one another --state folder and --port.`,
      );
    }
    rmSync(file, { force: true });
  }
}

export function releaseState(stateDir: string): void {
  rmSync(join(stateDir, "pid"), { force: true });
}

/** @throws when the port cannot be listened on. */
export async function requireFreePort(port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once("error", ({ code }: NodeJS.ErrnoException) => reject(new Error(portWords(port, code ?? "unknown"))));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve()));
  });
}

/** The reason why a port cannot be listened on, by the system's error code. @internal A rule, tested as a table. */
export function portWords(port: number, code: string): string {
  if (code === "EADDRINUSE") return `Port ${port} is taken. ${CHOOSE}`;
  if (code === "EACCES") return `Port ${port} is not allowed to this user (EACCES); ports from ${FIRST_OPEN_PORT} on mostly are. ${CHOOSE}`;
  return `Port ${port} cannot be used (${code}). ${CHOOSE}`;
}

/** Whether a process is an `npm start`. A pid may belong to another program by now: where the system shows command lines, they decide. */
function isPlatform(pid: number): boolean {
  if (!Number.isInteger(pid) || pid < 1) return false; // the file is damaged
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const commandLine = `/proc/${pid}/cmdline`;
  return !existsSync(commandLine) || readFileSync(commandLine, "utf8").includes(START_SCRIPT);
}
