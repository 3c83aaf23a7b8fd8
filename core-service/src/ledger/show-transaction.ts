// The public form of a transaction of the journal.
import type { Transaction } from "@ledge/shared/contracts/ledger";
import { encodeId } from "@ledge/shared/ids";
import { Bug } from "../database/failure.ts";
import { readInteger, readMetadata } from "../database/stored-values.ts";
import type { JournalTransaction } from "./transaction-queries.ts";

export function showTransaction({ id, entries, details }: JournalTransaction): Transaction {
  const [first] = entries;
  if (first === undefined) throw new Bug("a transaction without entries");
  return {
    id: encodeId("transaction", id),
    transfer: details === null ? encodeId("transfer", id) : null,
    description: details?.description ?? null,
    external_id: details?.externalId ?? null,
    metadata: readMetadata(details?.metadata ?? {}),
    entries: entries.map((entry) => ({
      account: encodeId("account", entry.accountId),
      version: readInteger(entry.version),
      direction: entry.direction,
      amount: entry.amountMinor.toString(),
      currency: entry.currency,
      balance_after: entry.balanceAfterMinor.toString(),
    })),
    effective_at: first.effectiveAt.toISOString(),
    created_at: first.recordedAt.toISOString(),
  };
}
