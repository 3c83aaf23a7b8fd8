// What Ledge makes in its state folder, by name: --state may be any folder, and what Ledge did not make is not Ledge's to delete.
import { rmSync } from "node:fs";
import { join } from "node:path";

/** All but the pid file, which is this very process's claim, and what opens the database. */
const MADE = ["postgres", "workers", "worker-secrets.env"];
/** The logins' passwords, the pepper of its API keys, an operator's key: of no use without the database, and it of little without them. */
const OPENS_DATABASE = ["secrets.json", "dev.json"];

/** Removes what earlier starts made. Nothing of it may be in use. @param databaseStays the database is not in the folder. */
export function removeMade(stateDir: string, databaseStays: boolean): void {
  for (const name of databaseStays ? MADE : [...MADE, ...OPENS_DATABASE]) rmSync(join(stateDir, name), { recursive: true, force: true });
}
