// Makes temporary folders for a local Postgres. A server that root starts runs as another user (programs.ts), who needs access to its data.
import { chmodSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PASSABLE = 0o755;

/** Makes a folder whose name begins with `prefix`; the caller removes it. */
export function makeServerFolder(prefix: string): string {
  const folder = mkdtempSync(join(tmpdir(), prefix));
  chmodSync(folder, PASSABLE);
  return folder;
}
