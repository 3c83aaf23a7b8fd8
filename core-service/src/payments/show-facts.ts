// The facts of transfers and holds in JSON (payments.facts), which are also the data of their events. An event is shown as the institution sees
// it, because events are for the institution alone.
import type { Hold } from "@ledge/shared/contracts/holds";
import type { Transfer } from "@ledge/shared/contracts/transfers";
import { encodeId } from "@ledge/shared/ids";
import { readInstant, readInstantOrNull, readMinor } from "../database/stored-values.ts";
import type { TransferRow } from "../ledger/transfer-queries.ts";
import type { HoldRow } from "./hold-queries.ts";
import { showHold } from "./show-hold.ts";
import { showTransfer } from "./show-transfer.ts";

/** As payments.facts(ledger.transfers) has them. */
export interface TransferFacts {
  readonly source_account: string;
  readonly destination_account: string;
  readonly amount: string;
  readonly currency: string;
  readonly description: string | null;
  readonly external_id: string | null;
  readonly metadata: Record<string, string>;
  readonly reversal_of: string | null;
  readonly hold: string | null;
  readonly effective_at: string;
  readonly recorded_at: string;
}

/** As payments.facts(payments.holds) has them. */
export interface HoldFacts {
  readonly source_account: string;
  readonly destination_account: string;
  readonly amount: string;
  readonly captured: string;
  readonly currency: string;
  readonly status: Hold["status"];
  readonly description: string | null;
  readonly external_id: string | null;
  readonly metadata: Record<string, string>;
  readonly expires_at: string | null;
  readonly recorded_at: string;
  readonly resolved_at: string | null;
}

/** The row of a transfer whose facts these are. */
export function transferOfFacts(id: string, facts: TransferFacts, reversedMinor: bigint): TransferRow {
  return {
    id,
    sourceAccount: facts.source_account,
    destinationAccount: facts.destination_account,
    amountMinor: readMinor(facts.amount),
    currency: facts.currency,
    description: facts.description,
    externalId: facts.external_id,
    metadata: facts.metadata,
    reversalOf: facts.reversal_of,
    hold: facts.hold,
    reversedMinor,
    effectiveAt: readInstant(facts.effective_at),
    recordedAt: readInstant(facts.recorded_at),
  };
}

/** The row of a hold whose facts these are. */
export function holdOfFacts(id: string, facts: HoldFacts): HoldRow {
  return {
    id,
    sourceAccount: facts.source_account,
    destinationAccount: facts.destination_account,
    amountMinor: readMinor(facts.amount),
    capturedMinor: readMinor(facts.captured),
    currency: facts.currency,
    status: facts.status,
    description: facts.description,
    externalId: facts.external_id,
    metadata: facts.metadata,
    expiresAt: readInstantOrNull(facts.expires_at),
    recordedAt: readInstant(facts.recorded_at),
    resolvedAt: readInstantOrNull(facts.resolved_at),
  };
}

/** Nothing can have been reversed when the event was appended. */
export const showTransferFacts = (id: string, stored: unknown): Transfer =>
  showTransfer(transferOfFacts(id, stored as TransferFacts, 0n), true);

export const showHoldFacts = (id: string, stored: unknown): Hold => showHold(holdOfFacts(id, stored as HoldFacts), true);

export const showCapturedFacts = (id: string, stored: unknown): Hold & { transfer: string } => ({
  ...showHoldFacts(id, stored),
  transfer: encodeId("transfer", (stored as { transfer: string }).transfer),
});
