// All SQL of exports of postings. An id contains the time at which its posting was recorded, so that a range of time is a range of two primary keys, in one
// order, and nothing searches entries.
import { asc, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { PostingPiece } from "@ledge/shared/contracts/exports";
import type { Database } from "../database/connect.ts";
import { PAGE_BYTES } from "../database/export-page.ts";
import { transfers } from "../database/schema/ledger.ts";
import type { TransferRow } from "./transfer-queries.ts";

/** Bytes that an entry counts as: about as many as it has in JSON. */
const ENTRY_BYTES = 300;

/** How large a row is, in bytes of its JSON. */
type Sized = { readonly table: SQL; readonly bytes: SQL };

/** A client's metadata may be a hundred kilobytes. */
const transfersOf = (bytes: SQL): Sized => ({ table: sql`ledger.transfers`, bytes });
const byLegs: Sized = {
  table: sql`ledger.transactions`,
  bytes: sql`${ENTRY_BYTES} * cardinality(p.versions) + octet_length(p.metadata::text)`,
};
/** In the journal, a transfer is its two entries. */
const JOURNAL = [transfersOf(sql`2 * ${ENTRY_BYTES}`), byLegs];
const TRANSFERS = [transfersOf(sql`2 * ${ENTRY_BYTES} + octet_length(p.metadata::text)`)];

/** Ids of the next postings of the journal, in the order of recording: as many as the piece allows and a page holds, and one at least if there is one. */
export const findJournalIds = (database: Database, piece: PostingPiece): Promise<string[]> => findIds(database, piece, JOURNAL);

async function findIds(database: Database, { first, end, most }: PostingPiece, from: readonly Sized[]): Promise<string[]> {
  const { rows } = await database.execute<{ id: string }>(nextIds(first, end, most, from));
  return rows.map((row) => row.id);
}

function nextIds(first: string, end: string, most: number, from: readonly Sized[]): SQL {
  const oldest = from.map(
    ({ table, bytes }) =>
      sql`(SELECT p.id, ${bytes} AS bytes FROM ${table} AS p WHERE p.id >= ${first}::uuid AND p.id < ${end}::uuid ORDER BY p.id LIMIT ${most})`,
  );
  return sql`
    SELECT sized.id
      FROM (SELECT merged.id, sum(merged.bytes) OVER (ORDER BY merged.id) - merged.bytes AS before
              FROM (SELECT * FROM (${sql.join(oldest, sql` UNION ALL `)}) AS oldest ORDER BY id LIMIT ${most}) AS merged) AS sized
     WHERE sized.before < ${PAGE_BYTES}
     ORDER BY sized.id`;
}

/** The next transfers, in the order of recording; bounded as the journal is. Without the sum of their reversals, which may grow. */
export async function findTransfersInOrder(database: Database, piece: PostingPiece): Promise<Omit<TransferRow, "reversedMinor">[]> {
  const effectiveAt = sql<Date>`coalesce(${transfers.effectiveAt}, ${transfers.recordedAt})`.mapWith(transfers.recordedAt);
  return await database
    .select({ ...getTableColumns(transfers), effectiveAt })
    .from(transfers)
    .where(sql`${transfers.id} = ANY (ARRAY(${nextIds(piece.first, piece.end, piece.most, TRANSFERS)}))`)
    .orderBy(asc(transfers.id));
}

/** How many entries a posting has; 0: there is no such posting. */
export async function countLegs(database: Database, id: string): Promise<number> {
  const { rows } = await database.execute<{ legs: number }>(sql`
    SELECT 2 AS legs FROM ledger.transfers AS t WHERE t.id = ${id}
     UNION ALL
    SELECT cardinality(x.versions) FROM ledger.transactions AS x WHERE x.id = ${id}`);
  return rows[0]?.legs ?? 0;
}

/** Whether an id is that of a transfer. */
export async function isTransfer(database: Database, id: string): Promise<boolean> {
  const { rows } = await database.execute(sql`SELECT FROM ledger.transfers AS t WHERE t.id = ${id}`);
  return rows.length > 0;
}
