// One step of `npm run check`: a script on the pinned Node, its output kept until it is known whether anyone needs to read it.
import { spawn } from "node:child_process";

export interface Step {
  readonly name: string;
  /** What to do when it fails, as a command where one does it. */
  readonly mends: string;
  readonly script: string;
  readonly args: readonly string[];
}

export interface Finished {
  readonly step: Step;
  readonly passed: boolean;
  readonly output: string;
  readonly tookMs: number;
}

/** Runs a step in `cwd`. A step that cannot start has failed; it never rejects. */
export function runStep(step: Step, cwd: string): Promise<Finished> {
  const startedMs = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [step.script, ...step.args], {
      cwd,
      stdio: ["ignore", "pipe", "pipe"],
      // Checking asks nobody on the network: no update checks, no telemetry.
      env: { ...process.env, WRANGLER_SEND_METRICS: "false", WRANGLER_HIDE_BANNER: "true" },
    });
    let output = "";
    const keep = (chunk: Buffer): void => void (output += chunk.toString());
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    const finish = (passed: boolean): void => resolve({ step, passed, output, tookMs: performance.now() - startedMs });
    child.once("error", (error) => {
      output += error.message;
      finish(false);
    });
    child.once("close", (code) => finish(code === 0));
  });
}
