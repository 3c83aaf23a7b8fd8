// Finds transfers or holds by the payer's external id: an index has (external id, source account, id).
import { type SQL, sql } from "drizzle-orm";

/** What a list by an external id wants, beside its page. */
export interface Named {
  readonly externalId: string;
  /** Only what these accounts pay, as a query with the column `id`; null: what anyone pays. An external id is its payer's, and nobody else finds by it. */
  readonly payers: SQL | null;
  /** Only what touches one of these; null: whatever it touches. */
  readonly touching: SQL | null;
}

/**
 * The query of the newest ids.
 *
 * @param table has the columns id, external_id, source_account and destination_account.
 * @param onPage a condition on `t.id`.
 */
export function namedIds(table: SQL, { externalId, payers, touching }: Named, onPage: SQL, limit: number): SQL {
  const touches = touching === null ? sql`true` : sql`(t.source_account IN (${touching}) OR t.destination_account IN (${touching}))`;
  // OFFSET 0: found by its external id, and never by reading everything from its newest end until enough have it.
  const found = (of: SQL): SQL =>
    sql`SELECT f.id FROM (SELECT t.id FROM ${table} AS t WHERE t.external_id = ${externalId} AND ${of} AND ${touches} AND ${onPage} OFFSET 0) AS f
         ORDER BY f.id DESC LIMIT ${limit}`;
  return payers === null
    ? found(sql`true`)
    : sql`SELECT found.id FROM (${payers}) AS payer CROSS JOIN LATERAL (${found(sql`t.source_account = payer.id`)}) AS found
           ORDER BY found.id DESC LIMIT ${limit}`;
}
