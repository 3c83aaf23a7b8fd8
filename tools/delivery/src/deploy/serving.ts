// What serves must not be older after a release than before. Each environment has a queue of its own, so that a commit which waits for its approval may be overtaken
// by a later one; approved after that, it would bring back what the later one repaired.
import { isAncestor } from "@ledge/repository/history";
import type { Cloudflare, WorkerState } from "./cloudflare.ts";
import { commitOf, digestsIn } from "./generations.ts";
import type { RenderedWorker } from "./render.ts";
import { isAll } from "./rollout.ts";

/** A version that was made by hand has another tag, or none. */
const COMMIT = /^[0-9a-f]{40}$/;

/** @param workers their names in the account. @throws when a later commit than this one serves any traffic, or the clone cannot say. */
export async function requireNothingLater(root: string, cloudflare: Cloudflare, workers: readonly string[], commit: string): Promise<void> {
  const serving = await servingCommits(cloudflare, workers);
  serving.delete(commit);
  for (const other of serving) {
    if (await isAncestor(root, commit, other)) {
      throw new Error(
        `${commit} is older than ${other}, which serves: it would take back what came since. To go back on purpose: docs/runbooks/roll-back.md.`,
      );
    }
  }
}

/**
 * Whether everybody is served by versions with this value of a secret, in each Worker that has it: no version with another value has a share of the traffic.
 *
 * @param workers rendered with the value.
 */
export async function isServedToAll(cloudflare: Cloudflare, workers: readonly RenderedWorker[], secret: string): Promise<boolean> {
  const holders = workers.filter(({ requiredSecrets }) => requiredSecrets.includes(secret));
  const served = holders.map(async ({ deployedName, secrets }) => {
    const state = await cloudflare.worker(deployedName);
    const alike = state?.versions.filter((version) => digestsIn(version)?.[secret] === secrets[secret]) ?? [];
    return alike.some(({ id }) => isAll(state?.deployments[0], id));
  });
  return (await Promise.all(served)).every(Boolean);
}

/** The commits whose versions are among those that serve, of any Worker. */
export async function servingCommits(cloudflare: Cloudflare, workers: readonly string[]): Promise<Set<string>> {
  const states = await Promise.all(workers.map((name) => cloudflare.worker(name)));
  return new Set(states.flatMap((state) => (state === null ? [] : commitsOf(state))));
}

function commitsOf({ deployments, versions }: WorkerState): string[] {
  const serving = (deployments[0]?.versions ?? []).map(({ version_id: id }) => id);
  return versions.filter(({ id }) => serving.includes(id)).flatMap((version) => COMMIT.exec(commitOf(version) ?? "") ?? []);
}
