// The public form of a transaction of the journal.
import type { Transaction } from "@ledge/shared/contracts/ledger";
import { encodeId } from "@ledge/shared/ids";
import { Bug } from "../database/failure.ts";
import { readInstant, readInteger, readMetadata, readMinor } from "../database/stored-values.ts";
import type { JournalTransaction } from "./transaction-queries.ts";

export function showTransaction({ id, entries, details, ...times }: JournalTransaction): Transaction {
  if (entries.length < 2) throw new Bug("a transaction without entries");
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
      amount: readMinor(entry.amount).toString(),
      currency: entry.currency,
      balance_after: readMinor(entry.balanceAfter).toString(),
    })),
    effective_at: readInstant(times.effective_at).toISOString(),
    created_at: readInstant(times.recorded_at).toISOString(),
  };
}
