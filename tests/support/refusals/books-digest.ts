// A digest of everything that a database keeps, keys of idempotency apart: equal before and after a request that had no effect.
import type pg from "pg";

/** Every table of the product; migrations of tomorrow included, so that no effect hides in a new one. The outbox is read apart. */
const TABLES = `
  SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
   WHERE schemaname NOT IN ('pg_catalog', 'information_schema', 'outbox') AND (schemaname, tablename) <> ('idempotency', 'keys') ORDER BY 1`;
/** What was told, wherever the relay has it by now: it moves events by itself, and that is no effect of a request. */
const EVENTS = `'outbox.pending', (SELECT count(*) || ' ' || sum(hashtextextended(id::text || type || coalesce(data::text, ''), 0)::numeric)
  FROM (SELECT id, type, data FROM outbox.pending UNION ALL SELECT id, type, data FROM outbox.events) AS t)`;

export interface BooksDigest {
  /** Rows and the sum of their hashes, by table. */
  readonly books: Readonly<Record<string, string>>;
  readonly keys: number;
}

/** How to take digests of a database, as its administrator; without the tables of a schema whose rows change by themselves. */
export async function digestsOf(admin: pg.ClientBase, without = ""): Promise<() => Promise<BooksDigest>> {
  const { rows } = await admin.query<{ name: string }>(TABLES);
  const tables = rows.filter(({ name }) => !name.startsWith(`${without}.`));
  const members = tables.map(
    ({ name }) => `'${name}', (SELECT count(*) || ' ' || sum(hashtextextended(t::text, 0)::numeric) FROM ${name} AS t)`,
  );
  // One statement, so that all tables are read in one snapshot.
  const text = `SELECT json_build_object(${[...members, EVENTS].join(", ")}) AS books, (SELECT count(*)::integer FROM idempotency.keys) AS keys`;
  return async () => (await admin.query<BooksDigest>({ name: "books-digest", text })).rows[0] as BooksDigest;
}
