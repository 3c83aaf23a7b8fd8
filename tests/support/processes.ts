// Starts the product's tools as a person would, and ends by pid the processes that it started.
import { type ChildProcess, spawn } from "node:child_process";
import { ROOT } from "@ledge/repository/root";

const started: ChildProcess[] = [];

/** Runs a tool of the repository at `root` in its own process, on this Node. */
export function run(
  script: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv = process.env,
  root: string = ROOT,
): { child: ChildProcess; output: () => string } {
  const child = spawn(process.execPath, [script, ...args], { cwd: root, env, stdio: ["ignore", "pipe", "pipe"] });
  started.push(child);
  let output = "";
  for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return { child, output: () => output };
}

/** Sends `signal` to a process and waits for its end. */
export async function ended(child: ChildProcess, signal?: NodeJS.Signals): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  const exit = new Promise<number | null>((resolve) => child.once("exit", resolve));
  if (signal !== undefined) child.kill(signal);
  return await exit;
}

export async function endAll(): Promise<void> {
  for (const child of started) await ended(child, "SIGINT");
}
