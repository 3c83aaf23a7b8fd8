// A release is a list of steps, each of which can tell from the cloud whether it is done. Running the list again continues it: what is
// done is found, not remembered, and a step whose fate is unknown is looked at before it is tried again.
import { isPassing, type Wait } from "./api.ts";

/** A step that fails in passing is looked at and tried again so often. */
const MOST_ATTEMPTS = 3;
const RETRY_WAIT_MS = 2_000;

export interface Step {
  /** As the journal and a person know it. */
  readonly name: string;
  done(): Promise<boolean>;
  run(): Promise<void>;
}

export type Outcome = "found done" | "done";
/** Told of every step that ended. */
export type OnStep = (step: string, outcome: Outcome) => void;

/** Runs the steps in order. @throws what the first failing one throws; running them again continues there. */
export async function runSteps(steps: readonly Step[], onStep: OnStep, wait: Wait): Promise<void> {
  for (const step of steps) onStep(step.name, await runStep(step, wait));
}

async function runStep(step: Step, wait: Wait): Promise<Outcome> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      if (await step.done()) return attempt === 1 ? "found done" : "done";
      await step.run();
      return "done";
    } catch (error) {
      if (!isPassing(error) || attempt === MOST_ATTEMPTS) throw error;
      await wait(RETRY_WAIT_MS);
    }
  }
}
