// Places, captures and releases holds, and reverses transfers: what each asks the database for, and how its outcome is shown.
import { refusals } from "@ledge/shared/contracts/refusals";
import type { CapturedHold, CaptureHold, ChangedHold, CreateHold } from "@ledge/shared/contracts/holds";
import type { PostedTransfer, ReverseTransfer } from "@ledge/shared/contracts/transfers";
import { decodeId, encodeId } from "@ledge/shared/ids";
import { Bug } from "../database/failure.ts";
import { readInstant } from "../database/stored-values.ts";
import { uniqueOf } from "../idempotency/external-ids.ts";
import { type Asked, type Command, NO_RESOURCE } from "../idempotency/command.ts";
import { accountUuid } from "../database/account-uuid.ts";
import type { StoredBalance } from "./queries.ts";
import { type HoldFacts, holdOfFacts, type TransferFacts, transferOfFacts } from "./show-facts.ts";
import { showHold } from "./show-hold.ts";
import { showBalances, showFigures, showTransfer } from "./show-transfer.ts";

/** The hold after a change, and what its answer shows beside it. */
interface StoredChange {
  readonly id: string;
  readonly facts: HoldFacts;
  readonly is_payer: boolean;
  /** Null for an account that is someone else's (law 26). */
  readonly source: StoredBalance | null;
  readonly destination: StoredBalance | null;
  readonly changed_at: string;
  /** The transfer that a capture posted. */
  readonly transfer: string | null;
}

function showChangedHold({ id, facts, is_payer: isPayer, source, destination, changed_at: changedAt }: StoredChange): ChangedHold {
  const row = holdOfFacts(id, facts);
  const asOf = readInstant(changedAt);
  const balances = { source: showFigures(row.currency, source, asOf), destination: showFigures(row.currency, destination, asOf) };
  return { ...showHold(row, isPayer), balances };
}

export const createHold = {
  ask: (input: CreateHold) => ({
    source_account: accountUuid(input.source_account),
    destination_account: accountUuid(input.destination_account),
    amount: input.amount,
    currency: input.currency,
    description: input.description ?? null,
    external_id: input.external_id ?? null,
    ...uniqueOf(input),
    metadata: input.metadata ?? {},
    expires_at: input.expires_at ?? null,
  }),
  show: showChangedHold,
  refusals: refusals.createHold,
} satisfies Command;

export const captureHold = {
  ask: (holdId: string, input: CaptureHold) =>
    onTarget(decodeId("hold", holdId), {
      amount: input.amount ?? null,
      is_final: input.final ?? input.amount === undefined,
      description: input.description ?? null,
      external_id: input.external_id ?? null,
      metadata: input.metadata ?? null,
    }),
  show(stored: StoredChange): CapturedHold {
    if (stored.transfer === null) throw new Bug("a capture without its transfer");
    return { ...showChangedHold(stored), transfer: encodeId("transfer", stored.transfer) };
  },
  refusals: refusals.captureHold,
} satisfies Command;

export const releaseHold = {
  ask: (holdId: string) => onTarget(decodeId("hold", holdId), {}),
  show: showChangedHold,
  refusals: refusals.releaseHold,
} satisfies Command;

interface StoredReversal {
  readonly id: string;
  readonly facts: TransferFacts;
  readonly is_payer: boolean;
  readonly source: StoredBalance;
  readonly destination: StoredBalance | null;
}

export const reverseTransfer = {
  ask: (transferId: string, input: ReverseTransfer) =>
    onTarget(decodeId("transfer", transferId), {
      amount: input.amount ?? null,
      description: input.reason ?? null,
      external_id: input.external_id ?? null,
      ...uniqueOf(input),
      metadata: input.metadata ?? {},
      effective_at: input.effective_at ?? null,
    }),
  show({ id, facts, is_payer: isPayer, source, destination }: StoredReversal): PostedTransfer {
    // A reversal cannot be reversed.
    const row = transferOfFacts(id, facts, 0n);
    return { ...showTransfer(row, isPayer), balances: showBalances(row.currency, source, destination, row.recordedAt) };
  },
  refusals: refusals.reverseTransfer,
} satisfies Command;

/** A malformed id is that of no resource. */
const onTarget = (target: string | null, asked: Asked): Asked => ({ target: target ?? NO_RESOURCE, ...asked });
