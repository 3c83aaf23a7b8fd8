// The secrets of a local platform: made by the first start, and kept in the state folder for the next ones. They must never be those of a deployment.
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { newPasswords } from "@ledge/database/local/make-database";
import { newSecret, newSeed } from "@ledge/database/new-secret";
import { z } from "zod";
import { readStateFile, writeStateFile } from "./state-file.ts";

const text = z.string().min(1);
const Secrets = z.object({
  /** Identifies the state folder in its database. An older folder gets at its next start what it has no value of. */
  id: z.uuid().default(randomUUID),
  passwords: z.object({
    ledge_migrator: text,
    ledge_runtime_a: text,
    ledge_runtime_b: text,
    ledge_analyst: text.default(newSecret),
    ledge_retention: text.default(newSecret),
    ledge_auditor: text.default(newSecret),
    ledge_rotator: text.default(newSecret),
  }),
  apiKeyPepper: text,
  apiKeyMacSecrets: text.default(newSecret),
  cursorKey: text,
  webhookMasterKey: text,
  logSeed: text.default(newSeed),
  receiptKeys: text.default(newSeed),
});
export type LocalSecrets = Readonly<z.infer<typeof Secrets>>;

export const SECRETS_FILE = "secrets.json";

/** The folder's secrets; null when it has none. @throws when the file is damaged. */
export const readSecrets = (stateDir: string): LocalSecrets | null =>
  readStateFile(join(stateDir, SECRETS_FILE), Secrets, `Put back what it was: without it no API key of the database works. ${START_OVER}`);

export const START_OVER = "Or start over, without what the database holds: npm start -- --fresh";

export function newSecrets(): LocalSecrets {
  return {
    id: randomUUID(),
    passwords: newPasswords(),
    apiKeyPepper: newSecret(),
    apiKeyMacSecrets: newSecret(),
    cursorKey: newSecret(),
    webhookMasterKey: newSecret(),
    logSeed: newSeed(),
    receiptKeys: newSeed(),
  };
}

export const keepSecrets = (stateDir: string, secrets: LocalSecrets): void => writeStateFile(join(stateDir, SECRETS_FILE), secrets);
