// All SQL of the identity domain.
import type { Principal, Scope } from "@ledge/shared/context";
import type { ApiKey } from "@ledge/shared/contracts/identity";
import { encodeId } from "@ledge/shared/ids";
import type { PageRequest } from "@ledge/shared/schema";
import { and, desc, eq, gt, isNull, lt, or } from "drizzle-orm";
import type { Database } from "../database/connect.ts";
import { apiKeys } from "../database/schema/identity.ts";

export type ApiKeyRow = typeof apiKeys.$inferSelect;

export const showApiKey = (row: ApiKeyRow): ApiKey => ({
  id: encodeId("apiKey", row.id),
  name: row.name,
  prefix: row.prefix,
  scopes: row.scopes as Scope[],
  customer_id: row.customerId === null ? null : encodeId("customer", row.customerId),
  expires_at: row.expiresAt?.toISOString() ?? null,
  revoked_at: row.revokedAt?.toISOString() ?? null,
  created_at: row.createdAt.toISOString(),
});

export async function insertApiKey(database: Database, row: ApiKeyRow): Promise<void> {
  await database.insert(apiKeys).values(row);
}

export async function findApiKey(database: Database, keyId: string): Promise<ApiKeyRow | null> {
  const [row] = await database.select().from(apiKeys).where(eq(apiKeys.id, keyId));
  return row ?? null;
}

/** Revokes a key that is not revoked yet; the first revocation's time stands. Whether this was it. */
export async function revoke(database: Database, keyId: string, revokedAt: Date): Promise<boolean> {
  const revoked = await database
    .update(apiKeys)
    .set({ revokedAt })
    .where(and(eq(apiKeys.id, keyId), isNull(apiKeys.revokedAt)))
    .returning({ id: apiKeys.id });
  return revoked.length > 0;
}

/** The principal behind a hash (hex), if its key is neither revoked nor expired at `now`. */
export async function findPrincipal(database: Database, hash: string, now: Date): Promise<Principal | null> {
  const [row] = await database
    .select({ id: apiKeys.id, scopes: apiKeys.scopes, customerId: apiKeys.customerId })
    .from(apiKeys)
    .where(and(eq(apiKeys.hash, hash), isNull(apiKeys.revokedAt), or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now))));
  return row === undefined ? null : { id: row.id, scopes: row.scopes as Scope[], customerId: row.customerId };
}

/** Newest first; `limit + 1` rows. */
export async function findApiKeys(database: Database, page: PageRequest): Promise<ApiKeyRow[]> {
  return await database
    .select()
    .from(apiKeys)
    .where(page.before === null ? undefined : lt(apiKeys.id, page.before))
    .orderBy(desc(apiKeys.id))
    .limit(page.limit + 1);
}
