// `npm run deploy -- --rollback COMMIT`: gives that commit's release up in every Worker, callers first. For when a release passed its smoke
// tests and is wrong all the same, or was left half way.
import type { Wait } from "./api.ts";
import type { Cloudflare } from "./cloudflare.ts";
import { backStep } from "./release.ts";
import { baseOf, objectsOf, tagOf } from "./standing.ts";
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
    const standing = await cloudflare.worker(name);
    const ours = (standing?.versions ?? []).filter(({ annotations }) => annotations?.["workers/tag"]?.startsWith(commit) === true);
    const serving = standing?.deployments[0]?.versions ?? [];
    const current = ours.find(({ id }) => serving.some(({ version_id: one }) => one === id));
    if (standing === null || current === undefined) continue;
    const base = baseOf(standing, (id) => ours.some((version) => version.id === id));
    if (base === null) throw new Error(`${name} has no version before ${tagOf(standing, current.id)} to go back to. Mend forward.`);
    if (objectsOf(current) !== objectsOf(base)) {
      throw new Error(`${name} cannot go back: its Durable Objects changed since ${tagOf(standing, base.id)}. Mend forward.`);
    }
    steps.push(backStep(cloudflare, name, base.id, current.annotations?.["workers/tag"] ?? commit));
    lines.push(`${name}: ${tagOf(standing, current.id)} → ${tagOf(standing, base.id)}`);
  }
  await runSteps(steps, onStep, wait);
  return lines;
}
