// All SQL of the payments domain: the call of the posting function, and reads of transfers.
import { desc, getTableColumns, sql } from "drizzle-orm";
import { firstUuidAt } from "@ledge/shared/ids";
import { Bug } from "../database/failure.ts";
import type { Connection, Database } from "../database/connect.ts";
import { transfers } from "../database/schema/payments.ts";
import type { ListedRange } from "../ledger/clock.ts";

/** A transfer, with the sum of its reversals. */
export type TransferRow = typeof transfers.$inferSelect & { readonly reversedMinor: bigint };

// The outer table by its full name: Drizzle would write the bare column name, which would mean the inner table's.
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
  /** A UUID whose random bits become those of the transfer's id. */
  readonly seed: string;
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

/** Posts a client's batch inside the caller's transaction: its items' outcomes in order, or the refusal that rolled an atomic one back. */
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

/** The columns of a transfer that a statement shows beside its entry. */
export type TransferDetails = Pick<
  typeof transfers.$inferSelect,
  "id" | "sourceAccount" | "destinationAccount" | "externalId" | "description" | "reversalOf"
>;

export async function findTransferDetails(database: Database, ids: readonly string[]): Promise<Map<string, TransferDetails>> {
  const { id, sourceAccount, destinationAccount, externalId, description, reversalOf } = transfers;
  const rows = await database
    .select({ id, sourceAccount, destinationAccount, externalId, description, reversalOf })
    .from(transfers)
    .where(sql`${id} = ANY (${sql.param(`{${ids.join(",")}}`)}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Transfers recorded in a range, newest first; `limit + 1` rows, so that the caller sees whether there are more.
 *
 * @param accountIds only transfers that touch one of these; null: all.
 */
export async function findTransfers(
  database: Database,
  accountIds: readonly string[] | null,
  range: ListedRange,
  pageLimit: number,
): Promise<TransferRow[]> {
  const limit = pageLimit + 1;
  // An id contains the time at which its transfer was recorded: so a range of time is a range of the index.
  const [first, end] = [range.from, range.to].map((instant) => (instant === null ? null : firstUuidAt(instant.getTime())));
  const within = sql`
    (${range.before}::uuid IS NULL OR t.id < ${range.before}::uuid)
    AND (${first}::uuid IS NULL OR t.id >= ${first}::uuid)
    AND (${end}::uuid IS NULL OR t.id < ${end}::uuid)`;
  const ids =
    accountIds === null
      ? sql`SELECT t.id FROM payments.transfers AS t WHERE ${within} ORDER BY t.id DESC LIMIT ${limit}`
      : sql`SELECT DISTINCT found.id
              FROM unnest(${sql.param(`{${accountIds.join(",")}}`)}::uuid[]) AS account (id)
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
