// Runs a tool as its users do: its own command in a separate process, with its exit code and its output.
import { spawn } from "node:child_process";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const FOLDER = fileURLToPath(new URL(".", import.meta.url));

export interface Ran {
  readonly exitCode: number | null;
  /** Both streams, in the order of arrival. */
  readonly output: string;
}

/** Runs a program. After `timeoutMs` it is ended, and its exit code is null. */
export function run(
  program: string,
  args: readonly string[],
  options: { cwd: string; timeoutMs: number; env?: NodeJS.ProcessEnv },
): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      timeout: options.timeoutMs,
      // A program that finds FORCE_COLOR, even as 0, may treat a pipe as a terminal.
      env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined, ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    const keep = (chunk: Buffer): void => void (output += chunk.toString());
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", reject);
    child.once("close", (exitCode) => resolve({ exitCode, output }));
  });
}

/** Runs a script of an installed package, such as `newman/bin/newman.js`, on the Node that runs the tests. */
export const runTool = (script: string, args: readonly string[], timeoutMs: number, cwd: string = FOLDER): Promise<Ran> =>
  run(process.execPath, [join(FOLDER, "node_modules", script), ...args], { cwd, timeoutMs });
