// All SQL of the identity domain.
import type { Scope } from "@ledge/shared/context";
import type { ApiKey, KnownKey, Rate } from "@ledge/shared/contracts/identity";
import type { UnlistedKey } from "@ledge/shared/contracts/readiness";
import { encodeId } from "@ledge/shared/ids";
import type { PageRequest } from "@ledge/shared/schema";
import { and, asc, desc, eq, gt, inArray, isNull, lt, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "../database/connect.ts";
import { apiKeys } from "../database/schema/identity.ts";

export type ApiKeyRow = typeof apiKeys.$inferSelect;

export const showApiKey = (row: ApiKeyRow): ApiKey => ({
  id: encodeId("apiKey", row.id),
  principal: encodeId("apiKey", row.principal),
  rotated_from: row.rotatedFrom === null ? null : encodeId("apiKey", row.rotatedFrom),
  rotated_to: row.rotatedTo === null ? null : encodeId("apiKey", row.rotatedTo),
  name: row.name,
  prefix: row.prefix,
  scopes: row.scopes as Scope[],
  customer_id: row.customerId === null ? null : encodeId("customer", row.customerId),
  rate_limit: rateOf(row),
  expires_at: row.expiresAt?.toISOString() ?? null,
  revoked_at: row.revokedAt?.toISOString() ?? null,
  created_at: row.createdAt.toISOString(),
});

/** The database holds both or none. */
const rateOf = ({ rateBurst, ratePerMinute }: Pick<ApiKeyRow, "rateBurst" | "ratePerMinute">): Rate | null =>
  rateBurst === null || ratePerMinute === null ? null : { burst: rateBurst, per_minute: ratePerMinute };

export async function insertApiKey(database: Database, row: ApiKeyRow): Promise<void> {
  await database.insert(apiKeys).values(row);
}

export async function findApiKey(database: Database, keyId: string): Promise<ApiKeyRow | null> {
  const [row] = await database.select().from(apiKeys).where(eq(apiKeys.id, keyId));
  return row ?? null;
}

const isOperator = sql<boolean>`'operator' = ANY (${apiKeys.scopes})`;

export interface LockedApiKey {
  readonly row: ApiKeyRow;
  /** If it is an operator key: all operator keys, this one included, so that a change that shortens one sees the others. */
  readonly operators: readonly ApiKeyRow[];
}

/** The key, locked until the transaction ends; operator keys are locked together, in the order of their ids. */
export async function lockApiKey(database: Database, keyId: string): Promise<LockedApiKey | null> {
  const row = await findApiKey(database, keyId);
  if (row === null) return null;
  // Scopes never change, so they may be read before the lock.
  const alike = row.scopes.includes("operator") ? isOperator : eq(apiKeys.id, keyId);
  const locked = await database.select().from(apiKeys).where(alike).orderBy(asc(apiKeys.id)).for("no key update");
  const self = locked.find(({ id }) => id === keyId) as ApiKeyRow;
  return { row: self, operators: row.scopes.includes("operator") ? locked : [] };
}

export async function changeApiKey(
  database: Database,
  keyId: string,
  changes: Partial<Pick<ApiKeyRow, "rotatedTo" | "expiresAt" | "revokedAt">>,
): Promise<ApiKeyRow> {
  const [changed] = await database.update(apiKeys).set(changes).where(eq(apiKeys.id, keyId)).returning();
  return changed as ApiKeyRow;
}

/**
 * The keys of tokens, in their order: null where no key has one of the token's hashes (hex, one for each pepper), or its key is revoked or has expired at
 * `now`. In one statement, however many tokens and peppers there are.
 */
export async function findKnownKeys(database: Database, tokens: readonly (readonly string[])[], now: Date): Promise<(KnownKey | null)[]> {
  const rows = await database
    .select({
      hash: apiKeys.hash,
      id: apiKeys.principal,
      keyId: apiKeys.id,
      scopes: apiKeys.scopes,
      customerId: apiKeys.customerId,
      rateBurst: apiKeys.rateBurst,
      ratePerMinute: apiKeys.ratePerMinute,
    })
    .from(apiKeys)
    .where(and(inArray(apiKeys.hash, [...new Set(tokens.flat())]), isValidAt(now)));
  const found = new Map(
    rows.map(({ hash, id, keyId, scopes, customerId, ...rates }) => [
      hash,
      { principal: { id, keyId, scopes: scopes as Scope[], customerId }, rate: rateOf(rates) },
    ]),
  );
  return tokens.map((hashes) => hashes.map((hash) => found.get(hash)).find((key) => key !== undefined) ?? null);
}

/** Those of some keys that are neither revoked nor expired at `now`. */
export async function findValidKeys(database: Database, keyIds: readonly string[], now: Date): Promise<ReadonlySet<string>> {
  const rows = await database
    .select({ id: apiKeys.id })
    .from(apiKeys)
    .where(and(inArray(apiKeys.id, [...keyIds]), isValidAt(now)));
  return new Set(rows.map(({ id }) => id));
}

/**
 * The peppers that valid keys are hashed under and that are none of `listed`, with how many keys need each. It reads one index entry for each pepper, and
 * keys of unlisted ones alone, however many keys there are.
 */
export async function findUnlistedPeppers(database: Database, listed: readonly string[], now: Date): Promise<UnlistedKey[]> {
  const next = (after: SQL) =>
    sql`(SELECT k.pepper FROM identity.api_keys AS k WHERE k.revoked_at IS NULL AND ${after} ORDER BY k.pepper LIMIT 1)`;
  const { rows } = await database.execute<{ id: string; rows: number }>(sql`
    WITH RECURSIVE named (pepper) AS (
      SELECT ${next(sql`true`)} UNION ALL SELECT ${next(sql`k.pepper > named.pepper`)} FROM named WHERE named.pepper IS NOT NULL
    )
    SELECT named.pepper AS id, valid.rows
      FROM named
      CROSS JOIN LATERAL (
        SELECT count(*)::integer AS rows FROM identity.api_keys WHERE api_keys.pepper = named.pepper AND ${isValidAt(now)}) AS valid
     WHERE named.pepper <> ALL (${sql.param([...listed])}::text[]) AND valid.rows > 0
     ORDER BY id`);
  return rows;
}

const isValidAt = (now: Date) => and(isNull(apiKeys.revokedAt), or(isNull(apiKeys.expiresAt), gt(apiKeys.expiresAt, now)));

/** Newest first; `limit + 1` rows. */
export async function findApiKeys(database: Database, page: PageRequest): Promise<ApiKeyRow[]> {
  return await database
    .select()
    .from(apiKeys)
    .where(page.before === null ? undefined : lt(apiKeys.id, page.before))
    .orderBy(desc(apiKeys.id))
    .limit(page.limit + 1);
}
