// All SQL of the search. It reads the model that serves, and one viewer's rows of it alone: the institution's, or a customer's.
import { type SQL, sql } from "drizzle-orm";
import type { Database } from "../database/connect.ts";
import { Bug } from "../database/failure.ts";
import { readInstant, readInstantOrNull, readInteger } from "../database/stored-values.ts";

/** Who has a row of every resource. */
const INSTITUTION = "00000000-0000-0000-0000-000000000000";
/** Terms with a prefix that are few: their resources are found by the index, some µs each. Of more the newest are met by reading on, which costs about as much. */
const FEW_TERMS = 3_000;
/** Rows that one search reads on through: some tens of ms. What it has not come to is the next page's. @internal Tests read the limit instead of repeating it. */
export const ROWS_PER_WALK = 3_000;
/** The last code point: a text is before any prefix with it that it begins with. */
const AFTER_ALL = "\u{10FFFF}";
/** As search.terms_of has it. */
const TERM_LENGTH = 64;

/** What a search is done with. */
export interface Reading {
  readonly slot: number;
  /** While it is the same, the model is. */
  readonly generation: number;
  readonly asOf: Date;
  /** The text as terms have it; empty: nothing of it can be compared. */
  readonly prefix: string;
}

export async function beginReading(database: Database, text: string): Promise<Reading> {
  const { rows } = await database.execute<{ slot: number; generation: string; as_of: string; prefix: string }>(
    sql`SELECT slot, generation::text, as_of::text, left(search.normal(${text}), ${TERM_LENGTH}) AS prefix FROM search.reading()`,
  );
  const [row] = rows;
  if (row === undefined) throw new Bug("the search has no state");
  return { slot: row.slot, generation: readInteger(row.generation), asOf: readInstant(row.as_of), prefix: row.prefix };
}

/** Which rows a search is of. */
export interface Scope {
  readonly slot: number;
  /** UUID of the customer who looks; null: the institution. */
  readonly customer: string | null;
  readonly newestFirst: boolean;
  /** What a hit has to be beside its text. */
  readonly filter: readonly SQL[];
}

export interface HitRow {
  readonly id: string;
  readonly kind: string;
  readonly title: string | null;
  readonly status: string;
  readonly currency: string | null;
  readonly amount: string | null;
  readonly recorded_at: string;
}

const columns = sql`id, kind, title, status, currency, amount::text AS amount, recorded_at::text AS recorded_at`;
const rowsOf = ({ slot, customer }: Scope): SQL => sql`slot = ${slot} AND viewer = ${customer ?? INSTITUTION}`;
const beyond = ({ newestFirst }: Scope, id: string | null): SQL =>
  id === null ? sql`true` : newestFirst ? sql`id < ${id}` : sql`id > ${id}`;
const inOrder = ({ newestFirst }: Scope): SQL => (newestFirst ? sql`ORDER BY id DESC` : sql`ORDER BY id`);
const all = (conditions: readonly SQL[]): SQL => (conditions.length === 0 ? sql`true` : sql.join([...conditions], sql` AND `));
const inRange = (prefix: string): SQL => sql`term COLLATE "C" >= ${prefix} AND term COLLATE "C" < ${prefix + AFTER_ALL}`;
const hasTerm = (prefix: string): SQL => sql`EXISTS (SELECT FROM unnest(terms) AS term WHERE ${inRange(prefix)})`;

/** The resource with an id, or null. */
export async function findById(database: Database, scope: Scope, id: string): Promise<HitRow | null> {
  const { rows } = await database.execute<HitRow & Record<string, unknown>>(
    sql`SELECT ${columns} FROM search.documents WHERE ${rowsOf(scope)} AND id = ${id} AND ${all(scope.filter)}`,
  );
  return rows[0] ?? null;
}

/** Rows in order, and where the search has come to: at an id, behind which there is more, or at the end. */
export interface Stretch {
  readonly rows: readonly HitRow[];
  readonly end: string | null;
}

/** Reads on through at most ROWS_PER_WALK rows. @param among of which they are. @param wanted what of them is a hit. */
async function walk(database: Database, scope: Scope, among: SQL, wanted: SQL, after: string | null, most: number): Promise<Stretch> {
  const read = sql`FROM search.documents WHERE ${rowsOf(scope)} AND ${among} AND ${beyond(scope, after)} ${inOrder(scope)}`;
  const { rows } = await database.execute<HitRow & Record<string, unknown>>(
    sql`SELECT ${columns} FROM (SELECT * ${read} LIMIT ${ROWS_PER_WALK}) AS d
         WHERE ${wanted} AND ${all(scope.filter)} ${inOrder(scope)} LIMIT ${most}`,
  );
  if (rows.length === most) return { rows, end: rows.at(-1)?.id ?? null };
  const last = await database.execute<{ id: string }>(sql`SELECT id ${read} OFFSET ${ROWS_PER_WALK - 1} LIMIT 1`);
  return { rows, end: last.rows[0]?.id ?? null };
}

/** Resources whose external id is exactly the text. */
export const findExact = (database: Database, scope: Scope, text: string, after: string | null, most: number): Promise<Stretch> =>
  walk(database, scope, sql`reference = ${text}`, sql`true`, after, most);

/**
 * Resources of which a term begins with the prefix. A customer's are read on through, however many terms others have: so neither what is found
 * nor how long it takes says anything of what others have.
 */
export async function findByPrefix(database: Database, scope: Scope, prefix: string, after: string | null, most: number): Promise<Stretch> {
  if (scope.customer !== null || !(await areFew(database, scope, prefix))) {
    return await walk(database, scope, sql`true`, hasTerm(prefix), after, most);
  }
  const { rows } = await database.execute<HitRow & Record<string, unknown>>(
    sql`SELECT ${columns} FROM search.documents
         WHERE ${rowsOf(scope)} AND ${beyond(scope, after)} AND ${all(scope.filter)}
           AND id = ANY (ARRAY(SELECT t.id FROM search.terms AS t WHERE t.slot = ${scope.slot} AND ${inRange(prefix)}))
         ${inOrder(scope)} LIMIT ${most}`,
  );
  return { rows, end: rows.length === most ? (rows.at(-1)?.id ?? null) : null };
}

async function areFew(database: Database, { slot }: Scope, prefix: string): Promise<boolean> {
  const { rows } = await database.execute<{ few: boolean }>(
    sql`SELECT count(*) <= ${FEW_TERMS} AS few
          FROM (SELECT FROM search.terms WHERE slot = ${slot} AND ${inRange(prefix)} LIMIT ${FEW_TERMS + 1}) AS terms`,
  );
  return rows[0]?.few === true;
}

/** Puts what a range of the feed is about into the model. */
export async function applyEvents(database: Database, { after, through }: { after: number; through: number }): Promise<void> {
  await database.execute(sql`SELECT search.apply(${after}, ${through})`);
}

/** Begins a rebuild, unless one is under way. @returns since when it is. */
export async function beginRebuild(database: Database): Promise<Date> {
  const { rows } = await database.execute<{ began_at: string }>(sql`SELECT search.begin_rebuild()::text AS began_at`);
  return readInstant(rows[0]?.began_at);
}

/** The next step of a rebuild: copies at most `most` resources. @returns whether nothing is left to do. */
export async function stepRebuild(database: Database, most: number): Promise<boolean> {
  const { rows } = await database.execute<{ done: boolean }>(sql`SELECT search.rebuild_step(${most}) AS done`);
  return rows[0]?.done === true;
}

/** How many rebuilds have ended, and since when one is under way. */
export async function findRebuild(database: Database): Promise<{ readonly rebuilds: number; readonly beganAt: Date | null }> {
  const { rows } = await database.execute<{ generation: string; began_at: string | null }>(
    sql`SELECT generation::text, began_at::text FROM search.state`,
  );
  const [row] = rows;
  if (row === undefined) throw new Bug("the search has no state");
  return { rebuilds: readInteger(row.generation), beganAt: readInstantOrNull(row.began_at) };
}
