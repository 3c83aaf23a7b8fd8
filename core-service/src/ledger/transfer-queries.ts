// All SQL of transfers, which the ledger keeps; the domain payments posts and shows them.
import { desc, getTableColumns, type SQL, sql } from "drizzle-orm";
import { firstUuidAt } from "@ledge/shared/ids";
import type { Database } from "../database/connect.ts";
import { transfers } from "../database/schema/ledger.ts";
import type { ListedRange } from "./clock.ts";

type Stored = typeof transfers.$inferSelect;

/** A transfer as it is shown: with the time at which it counts, and the sum of its reversals. */
export interface TransferRow extends Pick<
  Stored,
  | "id"
  | "sourceAccount"
  | "destinationAccount"
  | "amountMinor"
  | "currency"
  | "description"
  | "externalId"
  | "metadata"
  | "reversalOf"
  | "hold"
  | "recordedAt"
> {
  readonly effectiveAt: Date;
  readonly reversedMinor: bigint;
}

const transferColumns = {
  ...getTableColumns(transfers),
  effectiveAt: sql<Date>`coalesce(${transfers.effectiveAt}, ${transfers.recordedAt})`.mapWith(transfers.recordedAt),
  // The outer table by its full name: Drizzle would write the bare column name, which would mean the inner table's.
  reversedMinor:
    sql<bigint>`(SELECT coalesce(sum(r.amount), 0) FROM ledger.transfers AS r WHERE r.reversal_of = ledger.transfers.id)`.mapWith(BigInt),
};

/** The columns of a transfer that a statement shows beside its entry. */
export type TransferDetails = Pick<
  Stored,
  "id" | "sourceAccount" | "destinationAccount" | "externalId" | "description" | "reversalOf" | "effectiveAt"
>;

export async function findTransferDetails(database: Database, ids: readonly string[]): Promise<Map<string, TransferDetails>> {
  const { id, sourceAccount, destinationAccount, externalId, description, reversalOf, effectiveAt } = transfers;
  const rows = await database
    .select({ id, sourceAccount, destinationAccount, externalId, description, reversalOf, effectiveAt })
    .from(transfers)
    .where(sql`${id} = ANY (${sql.param(`{${ids.join(",")}}`)}::uuid[])`);
  return new Map(rows.map((row) => [row.id, row]));
}

/**
 * Transfers recorded in a range, newest first; `limit + 1` rows, so that the caller sees whether there are more.
 *
 * @param accounts only transfers that touch one of these, as a query with the column `id`; null: all.
 */
export async function findTransfers(
  database: Database,
  accounts: SQL | null,
  range: ListedRange,
  pageLimit: number,
): Promise<TransferRow[]> {
  const limit = pageLimit + 1;
  const ids =
    accounts === null
      ? newestIds(range, limit)
      : sql`SELECT DISTINCT found.id
              FROM (${accounts}) AS account
             CROSS JOIN LATERAL ledger.account_transfers(
               account.id, ${isoOf(range.from)}, ${isoOf(range.to)}, ${range.before}, ${limit}) AS found (id)`;
  return await database
    .select(transferColumns)
    .from(transfers)
    // As an array, whose length no statistics misjudge: each row is found by its key.
    .where(sql`${transfers.id} = ANY (ARRAY(${ids}))`)
    .orderBy(desc(transfers.id))
    .limit(limit);
}

function newestIds(range: ListedRange, limit: number): SQL {
  // An id contains the time at which its transfer was recorded: so a range of time is a range of the index.
  const [first, end] = [range.from, range.to].map((instant) => (instant === null ? null : firstUuidAt(instant.getTime())));
  return sql`
    SELECT t.id FROM ledger.transfers AS t
     WHERE (${range.before}::uuid IS NULL OR t.id < ${range.before}::uuid)
       AND (${first}::uuid IS NULL OR t.id >= ${first}::uuid)
       AND (${end}::uuid IS NULL OR t.id < ${end}::uuid)
     ORDER BY t.id DESC LIMIT ${limit}`;
}

const isoOf = (instant: Date | null): string | null => instant?.toISOString() ?? null;
