// A digest of everything that a database stores except idempotency keys: equal before and after a request that had no effect.
import type pg from "pg";

/**
 * Every table of the product, so that an effect in a future table is seen too. The outbox is read separately. The audit log records refused writes too, and
 * gives what was recorded its place by itself; the search follows the outbox by itself.
 */
const TABLES = `
  SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
   WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'outbox', 'idempotency', 'audit', 'search') ORDER BY 1`;
/** All events, wherever they are: the relay moves them by itself, and that is no effect of a request. */
const EVENTS = `'outbox.pending', (SELECT count(*) || ' ' || sum(hashtextextended(id::text || type || coalesce(data::text, ''), 0)::numeric)
  FROM (SELECT coalesce(posted.id, CASE type WHEN 'transaction.posted' THEN resource ELSE p.id END) AS id, type, data
          FROM outbox.pending AS p LEFT JOIN LATERAL unnest(transfers) AS posted (id) ON true
         UNION ALL SELECT id, coalesce(type, 'transfer.posted'), data FROM outbox.events) AS t)`;

export interface BooksDigest {
  /** The number of rows and the sum of their hashes, by table. */
  readonly books: Readonly<Record<string, string>>;
  readonly keys: number;
}

/** Takes digests of a database, as its administrator, without the tables of a schema whose rows change by themselves. */
export async function digestsOf(admin: pg.ClientBase, without = ""): Promise<() => Promise<BooksDigest>> {
  const { rows } = await admin.query<{ name: string }>(TABLES);
  const tables = rows.filter(({ name }) => !name.startsWith(`${without}.`));
  const members = tables.map(
    ({ name }) => `'${name}', (SELECT count(*) || ' ' || sum(hashtextextended(t::text, 0)::numeric) FROM ${name} AS t)`,
  );
  // One statement reads all tables in one snapshot.
  const text = `SELECT json_build_object(${[...members, EVENTS].join(", ")}) AS books, (SELECT count(*)::integer FROM idempotency.keys) AS keys`;
  return async () => (await admin.query<BooksDigest>({ name: "books-digest", text })).rows[0] as BooksDigest;
}
