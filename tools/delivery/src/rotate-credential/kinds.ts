// Every credential that gets a successor by one command, by the names of its secrets.
import { CREDENTIALS } from "../credentials/table.ts";
import { ownersLogin, rotatorLogin } from "./logins.ts";
import { neonKey } from "./neon-key.ts";
import type { Kind } from "./replacement.ts";
import { smokeKey } from "./smoke-key.ts";
import { accountToken } from "./tokens.ts";

export const KINDS: readonly Kind[] = [
  rotatorLogin,
  ownersLogin("ledge_auditor", "AUDITOR_DATABASE_URL"),
  ownersLogin("ledge_retention", "RETENTION_DATABASE_URL"),
  ownersLogin("ledge_analyst", "ANALYST_DATABASE_URL"),
  smokeKey,
  ...CREDENTIALS.filter(({ token }) => token !== undefined).map(accountToken),
  neonKey,
];
