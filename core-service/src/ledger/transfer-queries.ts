// All SQL of transfers, which the ledger keeps; the domain payments posts and shows them.
import { and, desc, getTableColumns, type SQL, sql } from "drizzle-orm";
import type { AmountFilter } from "@ledge/shared/contracts/filters";
import { firstUuidAt } from "@ledge/shared/ids";
import type { Database } from "../database/connect.ts";
import { examine } from "../database/examine.ts";
import { amountsIn } from "../database/amounts-in.ts";
import { type Named, namedIds } from "../database/named-ids.ts";
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

/** Which transfers a list wants. */
export interface WantedTransfers extends AmountFilter {
  /** Only transfers that touch one of these, as a query with the column `id`; null: all. */
  readonly accounts: SQL | null;
  /** Only those with an external id; null: whatever they have. What they touch is said there. */
  readonly named: Named | null;
  readonly range: ListedRange;
}

export interface FoundTransfers {
  /** Newest first; up to `pageLimit + 1`, so that the caller sees whether there are more. */
  readonly rows: TransferRow[];
  /** As Examined. */
  readonly beyond: string | null;
}

export async function findTransfers(database: Database, wanted: WantedTransfers, pageLimit: number): Promise<FoundTransfers> {
  const narrowing = amountsIn(wanted, transfers.amountMinor, transfers.currency);
  const { among, beyond } = await examine(database, (limit) => newestIds(wanted, limit), narrowing !== undefined, pageLimit);
  const rows = await database
    .select(transferColumns)
    .from(transfers)
    .where(and(sql`${transfers.id} = ANY (${among})`, narrowing))
    .orderBy(desc(transfers.id))
    .limit(pageLimit + 1);
  return { rows, beyond };
}

function newestIds({ accounts, named, range }: WantedTransfers, limit: number): SQL {
  if (named !== null) return namedIds(sql`ledger.transfers`, named, idsIn(range), limit);
  if (accounts === null) return sql`SELECT t.id FROM ledger.transfers AS t WHERE ${idsIn(range)} ORDER BY t.id DESC LIMIT ${limit}`;
  return sql`SELECT DISTINCT found.id
               FROM (${accounts}) AS account
              CROSS JOIN LATERAL ledger.account_transfers(
                account.id, ${isoOf(range.from)}, ${isoOf(range.to)}, ${range.before}, ${limit}) AS found (id)
              ORDER BY found.id DESC LIMIT ${limit}`;
}

/** An id contains the time at which its posting was recorded: so a range of time is a range of the index. */
export function idsIn({ from, to, before }: ListedRange): SQL {
  const [first, end] = [from, to].map((instant) => (instant === null ? null : firstUuidAt(instant.getTime())));
  return sql`(${before}::uuid IS NULL OR t.id < ${before}::uuid)
         AND (${first}::uuid IS NULL OR t.id >= ${first}::uuid)
         AND (${end}::uuid IS NULL OR t.id < ${end}::uuid)`;
}

const isoOf = (instant: Date | null): string | null => instant?.toISOString() ?? null;
