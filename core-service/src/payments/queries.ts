// All SQL of the payments domain: the call of the posting function, and reads of transfers.
import { desc, eq, getTableColumns, sql } from "drizzle-orm";
import type { Call } from "@ledge/shared/context";
import { firstUuidAt } from "@ledge/shared/ids";
import type { PageRequest } from "@ledge/shared/schema";
import { Bug } from "../database/failure.ts";
import type { Connection, Database } from "../database/connect.ts";
import { transfers } from "../database/schema/payments.ts";

/** A transfer, with the sum of its reversals. */
export type TransferRow = typeof transfers.$inferSelect & { readonly reversedMinor: bigint };

// The outer table by its whole name: Drizzle would write the bare column, which is the inner table's.
const transferColumns = {
  ...getTableColumns(transfers),
  reversedMinor:
    sql<bigint>`(SELECT coalesce(sum(r.amount), 0) FROM payments.transfers AS r WHERE r.reversal_of = payments.transfers.id)`.mapWith(
      BigInt,
    ),
};

/** One item of a batch, as payments.transfer_request has it. */
export interface TransferRequest {
  readonly principal: string;
  readonly key: string;
  /** Hex of 32 bytes, with the `\x` of Postgres. */
  readonly fingerprint: string;
  readonly request_id: string;
  readonly trace_id: string;
  readonly transfer_id: string;
  readonly acting_customer: string | null;
  readonly source_account: string;
  readonly destination_account: string;
  /** Integer minor units; the function judges sign and range. */
  readonly amount: string;
  readonly currency: string;
  readonly description: string | null;
  readonly external_id: string | null;
  readonly metadata: Readonly<Record<string, string>>;
  readonly effective_at: string | null;
}

/** Balance figures as the function stores them: 64-bit numbers as text. */
export interface StoredBalance {
  readonly posted: string;
  readonly pending_in: string;
  readonly pending_out: string;
  readonly version: number;
}

export type StoredTransferOutcome =
  | { readonly refusal: string; readonly request_id: string }
  | {
      readonly transfer_id: string;
      readonly request_id: string;
      readonly recorded_at: string;
      readonly source: StoredBalance;
      readonly destination: StoredBalance | null;
    };

export interface PostedItem {
  readonly ordinal: number;
  readonly replayed: boolean;
  readonly reused: boolean;
  readonly outcome: StoredTransferOutcome;
}

/** Posts a batch in one transaction and one round trip; the answers are in the batch's order. */
export async function postTransfers({ client }: Connection, batch: readonly TransferRequest[]): Promise<PostedItem[]> {
  const requests = JSON.stringify(batch.map((request, ordinal) => ({ ordinal, ...request })));
  const { rows } = await client.query<{ answers: PostedItem[] }>("SELECT payments.post_transfers($1::json) AS answers", [requests]);
  return rows[0]?.answers ?? [];
}

/** Posts a client's batch inside the caller's transaction: its items' outcomes in order, or the refusal that undid an atomic one. */
export async function postBatch(
  database: Database,
  batch: readonly TransferRequest[],
  atomic: boolean,
): Promise<StoredTransferOutcome[] | { readonly ordinal: number; readonly refusal: string }> {
  const requests = JSON.stringify(batch.map((request, ordinal) => ({ ordinal, ...request })));
  const { rows } = await database.execute<{ answer: StoredTransferOutcome[] | { ordinal: number; refusal: string } }>(
    sql`SELECT payments.post_batch(${requests}::json, ${atomic}) AS answer`,
  );
  const [row] = rows;
  if (row === undefined) throw new Bug("the posting function did not answer");
  return row.answer;
}

/** Who asks, by which request, for the event that a function of the database emits. */
export const originOf = (call: Call) => sql`ROW(${call.principal.id}, ${call.requestId}, ${call.traceId})::outbox.origin`;

export type ReversalOutcome =
  { readonly refusal: string } | { readonly refusal: null; readonly source: StoredBalance; readonly destination: StoredBalance | null };

export interface Reversal {
  readonly id: string;
  readonly originalId: string;
  readonly actingCustomer: string | null;
  /** Integer minor units; null: all that is left. */
  readonly amount: string | null;
  readonly reason: string | null;
}

/** Posts a reversal inside the caller's transaction. */
export async function reverse(database: Database, call: Call, reversal: Reversal): Promise<ReversalOutcome> {
  const { rows } = await database.execute<{
    refusal: string | null;
    source: StoredBalance;
    destination: StoredBalance | null;
  }>(sql`
    SELECT o.refusal, o.source, o.destination
      FROM payments.reverse_transfer(${reversal.id}, ${reversal.originalId}, ${reversal.actingCustomer}, ${reversal.amount},
             ${reversal.reason}, ${originOf(call)}) AS o`);
  const [row] = rows;
  if (row === undefined) throw new Bug("the reversing function did not answer");
  if (row.refusal !== null) return { refusal: row.refusal };
  return { refusal: null, source: row.source, destination: row.destination };
}

export async function findTransfer(database: Database, transferId: string): Promise<TransferRow | null> {
  const [row] = await database.select(transferColumns).from(transfers).where(eq(transfers.id, transferId));
  return row ?? null;
}

/** What a statement says of a transfer besides its entry. */
export type TransferWords = Pick<typeof transfers.$inferSelect, "id" | "sourceAccount" | "destinationAccount" | "description">;

export async function findTransferWords(database: Database, ids: readonly string[]): Promise<Map<string, TransferWords>> {
  const { id, sourceAccount, destinationAccount, description } = transfers;
  const rows = await database
    .select({ id, sourceAccount, destinationAccount, description })
    .from(transfers)
    .where(sql`${id} = ANY (${sql.param(`{${ids.join(",")}}`)}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row]));
}

export interface TransferRange {
  /** Only transfers that touch one of these accounts; null: all. */
  readonly accountIds: readonly string[] | null;
  readonly from: Date | null;
  readonly to: Date | null;
}

/** An id is made at most this long before its transfer is recorded: a lane answers or gives up within it. */
const ID_LEAD_MS = 60_000;

/** Transfers recorded in [from, to), newest first; `limit + 1` rows, so that the caller sees whether there are more. */
export async function findTransfers(database: Database, range: TransferRange, page: PageRequest): Promise<TransferRow[]> {
  const limit = page.limit + 1;
  // Ids are in time order to the millisecond, so a range of time is a range of the index, widened by the lead of ids.
  const within = sql`
    (${page.before}::uuid IS NULL OR t.id < ${page.before}::uuid)
    AND (${range.from}::timestamptz IS NULL OR (t.id >= ${lowestId(range.from)}::uuid AND t.recorded_at >= ${range.from}::timestamptz))
    AND (${range.to}::timestamptz IS NULL OR (t.id < ${highestId(range.to)}::uuid AND t.recorded_at < ${range.to}::timestamptz))`;
  const ids =
    range.accountIds === null
      ? sql`SELECT t.id FROM payments.transfers AS t WHERE ${within} ORDER BY t.id DESC LIMIT ${limit}`
      : sql`SELECT DISTINCT found.id
              FROM unnest(${sql.param(`{${range.accountIds.join(",")}}`)}::uuid[]) AS account (id)
             CROSS JOIN LATERAL (
               (SELECT t.id FROM payments.transfers AS t WHERE t.source_account = account.id AND ${within} ORDER BY t.id DESC LIMIT ${limit})
               UNION ALL
               (SELECT t.id FROM payments.transfers AS t WHERE t.destination_account = account.id AND ${within} ORDER BY t.id DESC LIMIT ${limit})
             ) AS found`;
  return await database
    .select(transferColumns)
    .from(transfers)
    .where(sql`${transfers.id} IN (${ids})`)
    .orderBy(desc(transfers.id))
    .limit(limit);
}

const lowestId = (from: Date | null): string | null => (from === null ? null : firstUuidAt(from.getTime() - ID_LEAD_MS));
const highestId = (to: Date | null): string | null => (to === null ? null : firstUuidAt(to.getTime() + 1));
