// A release is a list of steps, each of which reads from the cloud whether it is done. Running the list again continues it: what is done
// is found, not remembered, and a step that may or may not have taken effect is checked before it is tried again.
import { isTransient, type Wait } from "./api.ts";

/** Of a step that fails for a transient reason; it is checked before each. */
const MOST_ATTEMPTS = 3;
const RETRY_WAIT_MS = 2_000;

export interface Step {
  /** As the journal shows it. */
  readonly name: string;
  done(): Promise<boolean>;
  run(): Promise<void>;
}

type StepOutcome = "found done" | "done";
/** Called after every step. */
export type OnStep = (step: string, outcome: StepOutcome) => void;

/** Runs the steps in order. @throws what the first failing one throws; running them again continues there. */
export async function runSteps(steps: readonly Step[], onStep: OnStep, wait: Wait): Promise<void> {
  for (const step of steps) onStep(step.name, await runStep(step, wait));
}

async function runStep(step: Step, wait: Wait): Promise<StepOutcome> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      if (await step.done()) return attempt === 1 ? "found done" : "done";
      await step.run();
      return "done";
    } catch (error) {
      if (!isTransient(error) || attempt === MOST_ATTEMPTS) throw error;
      await wait(RETRY_WAIT_MS);
    }
  }
}
