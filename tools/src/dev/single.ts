// One platform per state folder and port: a second one would stop the first one's database, or take its answers for its own.
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";

/** Claims the state folder for this process. @throws when a live `npm start` holds it. */
export function claimState(stateDir: string): void {
  const file = join(stateDir, "pid");
  const holder = existsSync(file) ? Number(readFileSync(file, "utf8")) : null;
  if (holder !== null && holder !== process.pid && isPlatform(holder)) {
    throw new Error(
      `It is running already, as process ${holder}. Stop that one first, or give this one another --state folder and --port.`,
    );
  }
  writeFileSync(file, String(process.pid));
}

export function releaseState(stateDir: string): void {
  rmSync(join(stateDir, "pid"), { force: true });
}

/** @throws when something listens on the port already. */
export async function requireFreePort(port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once("error", () => reject(new Error(`Port ${port} is taken. Choose another one: npm start -- --port N`)));
    probe.listen(port, "127.0.0.1", () => probe.close(() => resolve()));
  });
}

/** A pid outlives its process and may be given to another one: where the system tells, only one of ours counts. */
function isPlatform(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  const commandLine = `/proc/${pid}/cmdline`;
  return !existsSync(commandLine) || readFileSync(commandLine, "utf8").includes("dev/main.ts");
}
