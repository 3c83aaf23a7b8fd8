// `npm run deploy -- --rollback COMMIT`: rolls that commit's release back in every Worker, callers first. For a release that passed its
// smoke tests and is wrong all the same, or that was interrupted. A version has the secrets of its time: across a change of secrets no version goes back, and the
// earlier commit's artifact is released again with today's.
import type { Wait } from "./api.ts";
import type { Cloudflare, Version, WorkerState } from "./cloudflare.ts";
import { changedSecrets, commitOf, digestsIn, servingVersion } from "./generations.ts";
import { backStep } from "./release-steps.ts";
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
    if (isSecretReplaced(state, base)) {
      throw new Error(
        `${name} cannot go back to a version of ${tagOf(state, base.id)}: its secrets were replaced since, and the version has those before. Release that commit's ` +
          "artifact with today's secrets: the same command with --artifact (docs/runbooks/roll-back.md).",
      );
    }
    steps.push(backStep(cloudflare, name, base.id, commitOf(current) ?? commit));
    lines.push(`${name}: ${tagOf(state, current.id)} → ${tagOf(state, base.id)}`);
  }
  await runSteps(steps, onStep, wait);
  return lines;
}

/** Whether a version has a secret with another value than the version that serves. */
function isSecretReplaced(state: WorkerState, target: Version): boolean {
  const serving = servingVersion(state);
  if (serving === null || serving.id === target.id) return false;
  const digests = digestsIn(serving);
  return digests === null || changedSecrets(digests, target).length > 0;
}
