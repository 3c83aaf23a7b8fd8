// Mints an operator's API key directly in the database. The first operator's key of an environment cannot come from the API, which needs a key: it
// needs the migrator's login instead.
import { randomBytes } from "node:crypto";
import { apiKeyHashes, type ApiKeySecrets, formatApiKey, newApiKeyHash, shownPrefix } from "@ledge/shared/api-key";
import { keysIn } from "@ledge/shared/key-list";
import { newUuid } from "@ledge/shared/ids";
import type pg from "pg";
import { withClient } from "./postgres/connect.ts";

/** Stores an operator key named `name` and returns its token. */
export async function mintOperatorKey(migratorUrl: string, { peppers, macSecrets }: ApiKeySecrets, name: string): Promise<string> {
  const token = formatApiKey(randomBytes(32), macSecrets);
  await storeOperatorKey(migratorUrl, peppers, name, token);
  return token;
}

/** Stores an operator key with a given token, unless the database has it. */
export async function storeOperatorKey(migratorUrl: string, peppers: string, name: string, token: string): Promise<void> {
  if (await isLiveKey(migratorUrl, peppers, token)) return;
  const { pepper, hash } = newApiKeyHash(peppers, token);
  await asOwner(migratorUrl, (client) =>
    client.query(
      `INSERT INTO identity.api_keys (id, principal, name, prefix, pepper, hash, scopes, created_at)
       VALUES ($1, $1, $2, $3, $4, decode($5, 'hex'), '{operator}', now())`,
      [newUuid(), name, shownPrefix(token), pepper, hash],
    ),
  );
}

/** Ends every API key, an operator's too: of a database that serves nobody yet. */
export async function revokeAllKeys(migratorUrl: string): Promise<void> {
  await asOwner(migratorUrl, (client) => client.query("UPDATE identity.api_keys SET revoked_at = now() WHERE revoked_at IS NULL"));
}

/**
 * Ends the API keys that no listed pepper recognises: those of another state folder, whose database was taken over. Nobody can use them, and a Worker is not ready while
 * valid keys need a pepper that it has not.
 */
export async function revokeForeignKeys(migratorUrl: string, peppers: string): Promise<void> {
  const ids = keysIn("API_KEY_PEPPER", peppers).map(({ id }) => id);
  await asOwner(migratorUrl, (client) =>
    client.query("UPDATE identity.api_keys SET revoked_at = now() WHERE revoked_at IS NULL AND pepper <> ALL ($1)", [ids]),
  );
}

/** Whether the database has a token's key, neither revoked nor expired. A state folder may have the token of another database. */
export async function isLiveKey(migratorUrl: string, peppers: string, token: string): Promise<boolean> {
  const found = await asOwner(migratorUrl, (client) =>
    client.query(
      `SELECT FROM identity.api_keys
       WHERE hash = ANY (SELECT decode(one, 'hex') FROM unnest($1::text[]) AS one) AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > now())`,
      [apiKeyHashes(peppers, token)],
    ),
  );
  return found.rowCount === 1;
}

const asOwner = async <T>(migratorUrl: string, run: (client: pg.Client) => Promise<T>): Promise<T> =>
  await withClient(migratorUrl, async (client) => {
    await client.query("SET ROLE ledge_owner");
    return await run(client);
  });
