// Mints an operator's API key directly in the database. The first operator's key of an environment cannot come from the API, which needs a key: it
// needs the migrator's login instead.
import { randomBytes } from "node:crypto";
import { type ApiKeySecrets, formatApiKey, hashApiKey, shownPrefix } from "@ledge/shared/api-key";
import { newUuid } from "@ledge/shared/ids";
import type pg from "pg";
import { withClient } from "./postgres/connect.ts";

/** Stores an operator key named `name` and returns its token. */
export async function mintOperatorKey(migratorUrl: string, { pepper, macSecrets }: ApiKeySecrets, name: string): Promise<string> {
  const token = formatApiKey(randomBytes(32), macSecrets);
  await storeOperatorKey(migratorUrl, pepper, name, token);
  return token;
}

/** Stores an operator key with a given token, unless the database has it. */
export async function storeOperatorKey(migratorUrl: string, pepper: string, name: string, token: string): Promise<void> {
  if (await isLiveKey(migratorUrl, pepper, token)) return;
  await asOwner(migratorUrl, (client) =>
    client.query(
      `INSERT INTO identity.api_keys (id, principal, name, prefix, hash, scopes, created_at)
       VALUES ($1, $1, $2, $3, decode($4, 'hex'), '{operator}', now())`,
      [newUuid(), name, shownPrefix(token), hashApiKey(pepper, token)],
    ),
  );
}

/** Ends every API key, an operator's too: of a database that serves nobody yet. */
export async function revokeAllKeys(migratorUrl: string): Promise<void> {
  await asOwner(migratorUrl, (client) => client.query("UPDATE identity.api_keys SET revoked_at = now() WHERE revoked_at IS NULL"));
}

/** Whether the database has a token's key, neither revoked nor expired. A state folder may have the token of another database. */
export async function isLiveKey(migratorUrl: string, pepper: string, token: string): Promise<boolean> {
  const found = await asOwner(migratorUrl, (client) =>
    client.query(
      `SELECT FROM identity.api_keys
       WHERE hash = decode($1, 'hex') AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
      [hashApiKey(pepper, token)],
    ),
  );
  return found.rowCount === 1;
}

const asOwner = async <T>(migratorUrl: string, run: (client: pg.Client) => Promise<T>): Promise<T> =>
  await withClient(migratorUrl, async (client) => {
    await client.query("SET ROLE ledge_owner");
    return await run(client);
  });
