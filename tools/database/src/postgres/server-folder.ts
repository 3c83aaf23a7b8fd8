// A temporary folder for a Postgres of one's own. Run as root, the server itself runs as another user (programs.ts), who has to reach its data.
import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PASSABLE = 0o755;

/** Makes the folder, named by `prefix` and chance; the caller removes it. */
export function makeServerFolder(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(folder, PASSABLE);
  return folder;
}
