// Runs a script on the pinned Node to its end, and returns its exit code and output.
import { spawn } from "node:child_process";

export interface ScriptOptions {
  readonly cwd: string;
  readonly env?: NodeJS.ProcessEnv;
  /** The script is killed after this; left out: it may take any time. */
  readonly timeoutMs?: number;
  /** Flags of Node itself. */
  readonly nodeFlags?: readonly string[];
  /** An open file that becomes the script's file descriptor 3. */
  readonly extraFile?: number;
}

export interface ScriptResult {
  /** Null when a signal ended it. */
  readonly code: number | null;
  /** Standard output and standard error, in the order of arrival. */
  readonly output: string;
}

/** @throws when the script's process cannot be started. */
export function runScript(script: string, args: readonly string[], options: ScriptOptions): Promise<ScriptResult> {
  const { cwd, env = process.env, timeoutMs, nodeFlags = [], extraFile } = options;
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [...nodeFlags, script, ...args], {
      cwd,
      env,
      stdio: ["ignore", "pipe", "pipe", ...(extraFile === undefined ? [] : [extraFile])],
      ...(timeoutMs === undefined ? {} : { timeout: timeoutMs }),
    });
    let output = "";
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (chunk: Buffer) => (output += chunk.toString()));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, output }));
  });
}
