// One step of `npm run check`: a script on the pinned Node, its output kept until it is known whether anyone needs to read it.
import { runScript } from "@ledge/command/run-script";

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
export async function runStep(step: Step, cwd: string): Promise<Finished> {
  const startedMs = performance.now();
  // Checking asks nobody on the network: no update checks, no telemetry.
  const env = { ...process.env, WRANGLER_SEND_METRICS: "false", WRANGLER_HIDE_BANNER: "true" };
  const { code, output } = await runScript(step.script, step.args, { cwd, env }).catch((error: Error) => ({
    code: 1,
    output: error.message,
  }));
  return { step, passed: code === 0, output, tookMs: performance.now() - startedMs };
}
