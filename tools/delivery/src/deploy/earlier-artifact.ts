// The artifact of an earlier commit, which is released again with today's secrets when its versions may not serve any more. The schema stays as it is: the artifact
// runs on it unless something that it needs was taken away.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { DatabaseText } from "@ledge/database/migrate/database-text";
import { byPhase } from "@ledge/database/migrate/expand-only";
import { type Manifest, MIGRATIONS } from "../build/artifact.ts";

/**
 * @param leave the commit to be rolled back.
 * @param text of the checkout, which is not older than the database's.
 * @throws when a later migration took away what the artifact's runtime may use.
 */
export function requireNothingTakenAway(artifactDir: string, { commit }: Manifest, leave: string, text: DatabaseText): void {
  if (commit.startsWith(leave))
    throw new Error(`The artifact is of ${commit}, which is to be rolled back: give the artifact of an earlier commit.`);
  const known = new Set(readFileSync(join(artifactDir, MIGRATIONS), "utf8").split("\n"));
  const { contract } = byPhase(text.migrations.filter(({ name }) => !known.has(name)));
  if (contract.length === 0) return;
  const names = contract.map(({ name }) => name).join(", ");
  throw new Error(`${names} took away what the runtime of ${commit} may need: roll forward, or restore.`);
}
