// Methods that do a write, or say what it would do. Which of the two a call asks for is said by its key, which a dry run has none of.
import { type DryRunCall, isWrite, type WriteCall } from "@ledge/shared/context";
import type { DryRunArguments, DryRunName, DryRunOutcomes } from "../lane/dry-runs.ts";
import { dryRun } from "../lane/routing.ts";

/** The method of an operation. @param write does it. */
export const orDryRun =
  <Name extends DryRunName, Outcome>(name: Name, write: (env: Env, call: WriteCall, ...args: DryRunArguments[Name]) => Promise<Outcome>) =>
  (env: Env, call: DryRunCall, ...args: DryRunArguments[Name]): Promise<Outcome | DryRunOutcomes[Name]> =>
    isWrite(call) ? write(env, call, ...args) : dryRun(env, name, call, args);
