// `npm run deploy -- --rollback COMMIT`: rolls that commit's release back in every Worker, callers first. For a release that passed its
// smoke tests and is wrong all the same, or that was interrupted.
import type { Wait } from "./api.ts";
import type { Cloudflare } from "./cloudflare.ts";
import { backStep } from "./release.ts";
import { baseOf, objectsOf, tagOf } from "./rollout.ts";
import { type OnStep, runSteps, type Step } from "./steps.ts";

/**
 * Gives all traffic of the commit's versions to those before them. A Worker that the commit does not serve any more is left as it is.
 *
 * @param workers deployed names, callees first.
 * @returns a line per Worker that goes back.
 * @throws before anything is changed, when a Worker cannot go back.
 */
export async function rollback(
  cloudflare: Cloudflare,
  workers: readonly string[],
  commit: string,
  onStep: OnStep,
  wait: Wait,
): Promise<string[]> {
  const steps: Step[] = [];
  const lines: string[] = [];
  for (const name of [...workers].reverse()) {
    const state = await cloudflare.worker(name);
    const ours = (state?.versions ?? []).filter(({ annotations }) => annotations?.["workers/tag"]?.startsWith(commit) === true);
    const serving = state?.deployments[0]?.versions ?? [];
    const current = ours.find(({ id }) => serving.some(({ version_id: one }) => one === id));
    if (state === null || current === undefined) continue;
    const base = baseOf(state, (id) => ours.some((version) => version.id === id));
    if (base === null) throw new Error(`${name} has no version before ${tagOf(state, current.id)} to go back to. Roll forward.`);
    if (objectsOf(current) !== objectsOf(base)) {
      throw new Error(`${name} cannot go back: its Durable Objects changed since ${tagOf(state, base.id)}. Roll forward.`);
    }
    steps.push(backStep(cloudflare, name, base.id, current.annotations?.["workers/tag"] ?? commit));
    lines.push(`${name}: ${tagOf(state, current.id)} → ${tagOf(state, base.id)}`);
  }
  await runSteps(steps, onStep, wait);
  return lines;
}
