// Which version of its Worker each Durable Object runs, by its id. An object resets when the version that is assigned to it changes, and only then.
// Rules: developers.cloudflare.com/workers/versions-and-deployments/gradual-deployments/with-durable-objects ("requests to each Durable Object will always use the same
// Worker version"; with the versions in the order of the deployment before and a growing share, none that has a version loses it).
import { createHash } from "node:crypto";
import type { Deployment } from "./worker.ts";

const ALL = 100;

/** The version that an object runs: its place among a hundred, and the versions in the order in which the deployment lists them. */
export function assignedVersion({ versions }: Pick<Deployment, "versions">, objectId: string): string | null {
  const place = createHash("sha256").update(objectId).digest().readUInt32BE() % ALL;
  let share = 0;
  return versions.find(({ percentage }) => (share += percentage) > place)?.version_id ?? null;
}

/** How often an object resets while deployments follow one another. @param deployments oldest first. */
export function resetsOf(deployments: readonly Pick<Deployment, "versions">[], objectId: string): number {
  const assigned = deployments.map((deployment) => assignedVersion(deployment, objectId));
  return assigned.filter((version, at) => at > 0 && version !== assigned[at - 1]).length;
}
