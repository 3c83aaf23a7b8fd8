// All SQL of the audit log. It reads what is sequenced alone: what is committed and waits has no place in the log yet.
import type { LogPiece } from "@ledge/shared/contracts/audit";
import { type SQL, sql } from "drizzle-orm";
import type { Database } from "../database/connect.ts";
import { records } from "../database/schema/audit.ts";
import { readInteger } from "../database/stored-values.ts";
import type { RecordRow } from "./show-record.ts";

/** `index` is a text here: what is ordered by names the table's column. */
const columns = sql`index::text, translate(encode(salt, 'base64'), E'\n', '') AS salt,
  to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, principal, customer, operation, outcome, to_json(resources) AS resources,
  request_id, replace(trace_id::text, '-', '') AS trace_id, encode(fingerprint, 'hex') AS fingerprint, encode(key_digest, 'hex') AS key_digest`;

/** Gives up to some `most` records their place in the log. @returns how many the log has. */
export async function sequence(database: Database, most: number): Promise<number> {
  const { rows } = await database.execute<{ size: string }>(sql`SELECT audit.sequence(${most}) AS size`);
  return readInteger(rows[0]?.size);
}

/** Ids of resources in one read: some 4 MB as JSON, where an RPC takes 32 MiB. A batch has up to a thousand. */
const MOST_RESOURCES = 100_000;

/** Records in the order of the tree, from an index on: as many as `most` and the size of an answer allow, and one at least if there is one. */
export async function findFrom(database: Database, from: number, most: number): Promise<readonly RecordRow[]> {
  const { rows } = await database.execute<RecordRow>(
    sql`SELECT ${columns}
          FROM (SELECT r.*, sum(cardinality(r.resources)) OVER (ORDER BY r.index) - cardinality(r.resources) AS resources_before
                  FROM (SELECT * FROM ${records} WHERE index >= ${from} ORDER BY records.index LIMIT ${most}) AS r) AS records
         WHERE resources_before < ${MOST_RESOURCES}
         ORDER BY records.index`,
  );
  return rows;
}

/** The piece of the log that got its places in a range of time; null: without this end. It is one piece, because `sequenced_at` never runs back along the indexes. */
export async function findPiece(
  database: Database,
  { from, to }: { readonly from: Date | null; readonly to: Date | null },
): Promise<LogPiece> {
  const size = sql`(SELECT size FROM audit.head)`;
  const firstAt = (at: Date): SQL =>
    sql`coalesce((SELECT index FROM ${records} WHERE sequenced_at >= ${at.toISOString()}::timestamptz ORDER BY sequenced_at, records.index LIMIT 1), ${size})`;
  const { rows } = await database.execute<{ from: string; to: string }>(
    sql`SELECT ${from === null ? sql`0` : firstAt(from)} AS "from", ${to === null ? size : firstAt(to)} AS "to"`,
  );
  return { from: readInteger(rows[0]?.from), to: readInteger(rows[0]?.to) };
}

/** What a list is limited to; null: not by this. UUIDs, operations, and a piece of the log. */
export interface Wanted {
  readonly principal: string | null;
  readonly operations: readonly string[] | null;
  readonly outcome: string | null;
  readonly resource: string | null;
  readonly requestId: string | null;
  readonly piece: LogPiece | null;
}

/** In the order of the tree after an index, or against it before one. */
export async function findRecords(
  database: Database,
  wanted: Wanted,
  { after, before }: { readonly after?: number | null; readonly before?: number | null },
  limit: number,
): Promise<readonly RecordRow[]> {
  const conditions: SQL[] = [sql`true`];
  const limitTo = (value: unknown, condition: SQL): unknown => (value === null || value === undefined ? null : conditions.push(condition));
  limitTo(wanted.principal, sql`principal = ${wanted.principal}`);
  limitTo(
    wanted.operations,
    sql`operation IN (${sql.join(
      (wanted.operations ?? []).map((one) => sql`${one}`),
      sql`, `,
    )})`,
  );
  limitTo(wanted.outcome, sql`outcome = ${wanted.outcome}`);
  limitTo(
    wanted.resource,
    // Not by OR, for which the planner would read the whole log.
    sql`index IN (SELECT r.index FROM audit.records AS r WHERE r.resources[1] = ${wanted.resource}
                   UNION ALL SELECT f.index FROM audit.further_resources AS f WHERE f.resource = ${wanted.resource})`,
  );
  limitTo(wanted.requestId, sql`request_id = ${wanted.requestId}`);
  limitTo(wanted.piece, sql`index >= ${wanted.piece?.from} AND index < ${wanted.piece?.to}`);
  limitTo(after, sql`index > ${after}`);
  limitTo(before, sql`index < ${before}`);
  const order = before === undefined ? sql`ASC` : sql`DESC`;
  const { rows } = await database.execute<RecordRow>(
    sql`SELECT ${columns} FROM ${records} WHERE ${sql.join(conditions, sql` AND `)} ORDER BY records.index ${order} LIMIT ${limit}`,
  );
  return rows;
}

/** The record at an index, or null. */
export async function findRecord(database: Database, index: number): Promise<RecordRow | null> {
  const [row] = await findFrom(database, index, 1);
  return row !== undefined && readInteger(row.index) === index ? row : null;
}

/** The record of the write that made a resource: the first one that is about it and was done. */
export async function findMaker(database: Database, resource: string): Promise<RecordRow | null> {
  const [row] = await findRecords(database, { ...everything, resource, outcome: "done" }, { after: null }, 1);
  return row ?? null;
}

const everything: Wanted = { principal: null, operations: null, outcome: null, resource: null, requestId: null, piece: null };

/** Notes refused writes, each request once. @param writes JSON of an array of audit.refused_write */
export async function appendRefused(database: Database, writes: string): Promise<void> {
  await database.execute(sql`SELECT audit.append_refused(${writes}::json)`);
}
