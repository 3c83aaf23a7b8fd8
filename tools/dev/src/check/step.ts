// Runs one step of `npm run check`: a script on the pinned Node, whose output is kept and shown only when the step fails.
import { runScript } from "@ledge/command/run-script";

export interface Step {
  readonly name: string;
  /** What to do when it fails: a command, or a sentence where none does it. */
  readonly fix: string;
  readonly script: string;
  readonly args: readonly string[];
}

export interface Finished {
  readonly step: Step;
  readonly passed: boolean;
  readonly output: string;
  readonly tookMs: number;
}

/** Runs a step in `cwd`. It never rejects: a step that cannot start has failed. */
export async function runStep(step: Step, cwd: string): Promise<Finished> {
  const startedMs = performance.now();
  // The check makes no network requests: Wrangler's update checks and telemetry are off.
  const env = { ...process.env, WRANGLER_SEND_METRICS: "false", WRANGLER_HIDE_BANNER: "true" };
  const { code, output } = await runScript(step.script, step.args, { cwd, env }).catch((error: Error) => ({
    code: 1,
    output: error.message,
  }));
  return { step, passed: code === 0, output, tookMs: performance.now() - startedMs };
}
