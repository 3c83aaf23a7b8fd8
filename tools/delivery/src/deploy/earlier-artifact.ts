// The artifact of an earlier commit, which is released again with today's secrets when its versions may not serve any more. The schema stays as it is: the artifact
// runs on it unless something that it needs was taken away.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseText } from "@ledge/database/migrate/database-text";
import { byPhase } from "@ledge/database/migrate/expand-only";
import type { Recorded } from "@ledge/database/migrate/history";
import { type Manifest, MIGRATIONS } from "../build/artifact.ts";
import type { Cloudflare } from "./cloudflare.ts";
import { servingCommits } from "./serving.ts";

/**
 * @param leave the commit to be rolled back. @param workers their names in the account.
 * @throws when it serves nobody, so that something else would be taken back. That the artifact's commit serves everybody is fine: it was done before.
 */
export async function requireServes(
  cloudflare: Cloudflare,
  workers: readonly string[],
  leave: string,
  { commit }: Manifest,
): Promise<void> {
  if (commit.startsWith(leave))
    throw new Error(`The artifact is of ${commit}, which is to be rolled back: give the artifact of an earlier commit.`);
  const others = [...(await servingCommits(cloudflare, workers))].filter((one) => one !== commit);
  if (others.length === 0 || others.some((one) => one.startsWith(leave))) return;
  throw new Error(`${leave} serves nobody: ${others.join(", ")} would be taken back. Give the commit that is to be left.`);
}

/**
 * @param text of the checkout. @param recorded what the database has.
 * @throws when a migration that the database has took away what the artifact's runtime may use, or when the checkout cannot say.
 */
export function requireNothingTakenAway(artifactDir: string, { commit }: Manifest, text: DatabaseText, recorded: Recorded): void {
  const known = new Set(readFileSync(join(artifactDir, MIGRATIONS), "utf8").split("\n"));
  const later = recorded.migrations.map(({ name }) => name).filter((name) => !known.has(name));
  const unknown = later.filter((name) => !text.migrations.some((one) => one.name === name));
  if (unknown.length > 0) {
    throw new Error(`The database has ${unknown.join(", ")}, which this checkout does not have: check out the commit that has them all.`);
  }
  const { contract } = byPhase(text.migrations.filter(({ name }) => later.includes(name)));
  if (contract.length === 0) return;
  const names = contract.map(({ name }) => name).join(", ");
  throw new Error(`${names} took away what the runtime of ${commit} may need: roll forward, or restore.`);
}
