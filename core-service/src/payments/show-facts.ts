// The stored data of events of transfers and holds (payments.facts) in public form: as the institution sees it, because events are for the
// institution alone.
import type { Hold } from "@ledge/shared/contracts/holds";
import type { Transfer } from "@ledge/shared/contracts/transfers";
import { encodeId } from "@ledge/shared/ids";
import { readInstant, readInstantOrNull, readMinor } from "../database/stored-values.ts";
import { showHold } from "./show-hold.ts";
import { showTransfer } from "./show-transfer.ts";

/** As payments.facts(payments.transfers) has them. */
interface TransferFacts {
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
interface HoldFacts {
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

export function showTransferFacts(id: string, stored: unknown): Transfer {
  const facts = stored as TransferFacts;
  const row = {
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
    // Nothing can have been reversed when the event was appended.
    reversedMinor: 0n,
    effectiveAt: readInstant(facts.effective_at),
    recordedAt: readInstant(facts.recorded_at),
  };
  return showTransfer(row, true);
}

export function showHoldFacts(id: string, stored: unknown): Hold {
  const facts = stored as HoldFacts;
  const row = {
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
  return showHold(row, true);
}

export const showCapturedFacts = (id: string, stored: unknown): Hold & { transfer: string } => ({
  ...showHoldFacts(id, stored),
  transfer: encodeId("transfer", (stored as { transfer: string }).transfer),
});
