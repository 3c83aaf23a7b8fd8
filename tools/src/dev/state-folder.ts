// What Ledge makes in its state folder, by name: --state may be any folder, and what Ledge did not make is not Ledge's to delete.
import { rmSync } from "node:fs";
import { join } from "node:path";

/** All but the pid file, which is this very process's claim. */
const MADE = ["postgres", "workers", "secrets.json", "dev.json", "worker-secrets.env"];

/** Removes what earlier starts made. Nothing of it may be in use. */
export function removeMade(stateDir: string): void {
  for (const name of MADE) rmSync(join(stateDir, name), { recursive: true, force: true });
}
