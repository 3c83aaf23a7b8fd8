// The secrets of a local platform: made once, kept in the state folder, the same on every start. Never those of a deployment.
import { randomBytes } from "node:crypto";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { RolePasswords } from "../migrate/bootstrap.ts";

export interface LocalSecrets {
  readonly passwords: RolePasswords;
  readonly apiKeyPepper: string;
  readonly cursorKey: string;
  readonly webhookMasterKey: string;
}

/** Only the owner may read what is in the state folder. */
export const PRIVATE_FILE = 0o600;

export function localSecrets(stateDir: string): LocalSecrets {
  const file = join(stateDir, "secrets.json");
  const kept = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Partial<LocalSecrets>) : {};
  const secret = () => randomBytes(24).toString("hex");
  // What an earlier version did not know yet is made now.
  const secrets: LocalSecrets = {
    passwords: { ledge_migrator: secret(), ledge_runtime_a: secret(), ledge_runtime_b: secret() },
    apiKeyPepper: secret(),
    cursorKey: secret(),
    webhookMasterKey: secret(),
    ...kept,
  };
  writeFileSync(file, JSON.stringify(secrets, null, 2), { mode: PRIVATE_FILE });
  return secrets;
}
