// What a release did, line by line, per environment and commit: evidence for people. No decision reads it: what is done is read from the
// cloud.
import { appendFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { OnStep } from "./steps.ts";

/** @returns what appends each step to a file in `dir` and prints it. */
export function journal(dir: string, environment: string, commit: string, now: () => Date, say: (line: string) => void): OnStep {
  mkdirSync(dir, { recursive: true });
  const file = join(dir, `${environment}-${commit}.jsonl`);
  return (step, outcome) => {
    appendFileSync(file, `${JSON.stringify({ at: now().toISOString(), step, outcome })}\n`);
    say(`${outcome === "done" ? "✓" : "·"} ${step}${outcome === "done" ? "" : " (was done)"}`);
  };
}
