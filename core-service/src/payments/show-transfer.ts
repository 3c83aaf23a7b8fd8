// The public forms of a transfer: as it is read, and as the answer to its posting, with both balances.
import type { Balance } from "@ledge/shared/contracts/accounts";
import type { CreateTransfer, PostedTransfer, Transfer } from "@ledge/shared/contracts/transfers";
import { encodeId } from "@ledge/shared/ids";
import { readInstant, readInstantOrNull, readMetadata, readMinor } from "../database/stored-values.ts";
import { showBalance } from "../ledger/balance.ts";
import type { TransferRow } from "../ledger/transfer-queries.ts";
import type { StoredBalance, StoredTransferOutcome } from "./queries.ts";

/** As the payer sees it. Other readers see neither the external id nor the metadata, which belong to the payer. */
export const showTransfer = (row: TransferRow, isPayer: boolean): Transfer => ({
  id: encodeId("transfer", row.id),
  status: "posted",
  source_account: encodeId("account", row.sourceAccount),
  destination_account: encodeId("account", row.destinationAccount),
  amount: row.amountMinor.toString(),
  currency: row.currency,
  description: row.description,
  external_id: isPayer ? row.externalId : null,
  metadata: isPayer ? readMetadata(row.metadata) : {},
  reversal_of: row.reversalOf === null ? null : encodeId("transfer", row.reversalOf),
  hold: row.hold === null ? null : encodeId("hold", row.hold),
  reversed_amount: row.reversedMinor.toString(),
  effective_at: row.effectiveAt.toISOString(),
  created_at: row.recordedAt.toISOString(),
});

type PostedOutcome = Exclude<StoredTransferOutcome, { refusal: string }>;

/**
 * The answer to a posting. Made of the request and of rows that never change alone, so that every retry gets the same bytes: the same
 * fingerprint means the same request.
 */
export function showPostedTransfer(input: CreateTransfer, outcome: PostedOutcome): PostedTransfer {
  const recordedAt = readInstant(outcome.recorded_at);
  const effectiveAt = readInstantOrNull(input.effective_at) ?? recordedAt;
  return {
    id: encodeId("transfer", outcome.transfer_id),
    status: "posted",
    source_account: input.source_account,
    destination_account: input.destination_account,
    amount: input.amount,
    currency: input.currency,
    description: input.description ?? null,
    external_id: input.external_id ?? null,
    metadata: input.metadata ?? {},
    reversal_of: null,
    hold: null,
    reversed_amount: "0",
    effective_at: effectiveAt.toISOString(),
    created_at: recordedAt.toISOString(),
    balances: showBalances(input.currency, outcome.source, outcome.destination, recordedAt),
  };
}

/** Both accounts' balances after a posting; a destination that the caller may not see is null. */
export const showBalances = (currency: string, source: StoredBalance, destination: StoredBalance | null, asOf: Date) => ({
  source: showFigures(currency, source, asOf) as Balance,
  destination: showFigures(currency, destination, asOf),
});

export function showFigures(currency: string, stored: StoredBalance | null, asOf: Date): Balance | null {
  if (stored === null) return null;
  const figures = {
    currency,
    postedMinor: readMinor(stored.posted),
    pendingInMinor: readMinor(stored.pending_in),
    pendingOutMinor: readMinor(stored.pending_out),
    version: stored.version,
  };
  return showBalance(figures, asOf);
}
