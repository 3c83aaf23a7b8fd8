// What serves must not be older after a release than before. Each environment has a queue of its own, so that a commit which waits for its approval may be overtaken
// by a later one; approved after that, it would bring back what the later one mended.
import { isAncestor } from "@ledge/repository/history";
import type { Cloudflare, WorkerState } from "./cloudflare.ts";
import { commitOf } from "./generations.ts";

/** A version that was made by hand has another tag, or none. */
const COMMIT = /^[0-9a-f]{40}$/;

/** @param workers their names in the account. @throws when a later commit than this one serves any traffic, or the clone cannot say. */
export async function requireNothingLater(root: string, cloudflare: Cloudflare, workers: readonly string[], commit: string): Promise<void> {
  const states = await Promise.all(workers.map((name) => cloudflare.worker(name)));
  const serving = new Set(states.flatMap((state) => (state === null ? [] : commitsOf(state))));
  serving.delete(commit);
  for (const other of serving) {
    if (await isAncestor(root, commit, other)) {
      throw new Error(
        `${commit} is older than ${other}, which serves: it would take back what came since. To go back on purpose: docs/runbooks/roll-back.md.`,
      );
    }
  }
}

function commitsOf({ deployments, versions }: WorkerState): string[] {
  const serving = (deployments[0]?.versions ?? []).map(({ version_id: id }) => id);
  return versions.filter(({ id }) => serving.includes(id)).flatMap((version) => COMMIT.exec(commitOf(version) ?? "") ?? []);
}
