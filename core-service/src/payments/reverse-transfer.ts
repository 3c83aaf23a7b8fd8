// Reverses a transfer, in full or in part: a transfer the other way that points at its original. The database decides under the
// original's lock, so that racing reversals never sum to more than it (law 9).
import { type RefusalOf, refusals } from "@ledge/shared/contracts/refusals";
import type { WriteCall } from "@ledge/shared/context";
import type { PostedTransfer, ReverseTransfer } from "@ledge/shared/contracts/transfers";
import { transferTag } from "@ledge/shared/entity-tags";
import { decodeId } from "@ledge/shared/ids";
import { accepted, type WriteOutcome, refused } from "@ledge/shared/result";
import { Bug } from "../database/failure.ts";
import { knownRefusal } from "../database/known-refusal.ts";
import type { Work } from "../database/work.ts";
import { exactlyOnce } from "../idempotency/exactly-once.ts";
import { findTransfer, lockTransfer, type TransferRow } from "../ledger/transfer-queries.ts";
import { reverse } from "./queries.ts";
import { showBalances, showTransfer } from "./show-transfer.ts";
import { partyRolesOf } from "./party-roles.ts";

export const reverseTransfer = (
  work: Work,
  call: WriteCall,
  transferId: string,
  input: ReverseTransfer,
): Promise<WriteOutcome<PostedTransfer, RefusalOf<"reverseTransfer">>> =>
  exactlyOnce(work, call, "reverseTransfer", async (inside) => {
    const { database, newId } = inside;
    const originalId = decodeId("transfer", transferId);
    const original = originalId === null ? null : await findTransfer(database, originalId);
    const caller = original === null ? null : await partyRolesOf({ ...work, database }, call, original);
    if (original === null || caller === null) return refused("not_found");
    const unmet = inside.isConditional ? inside.unmet(tagOf(await lockTransfer(database, original.id))) : null;
    if (unmet !== null) return unmet;
    const outcome = await reverse(database, call, {
      seed: newId(),
      originalId: original.id,
      actingCustomer: call.principal.customerId,
      amount: input.amount ?? null,
      reason: input.reason ?? null,
      externalId: input.external_id ?? null,
      metadata: input.metadata ?? {},
      effectiveAt: input.effective_at ?? null,
    });
    if (outcome.refusal !== null) return knownRefusal(outcome.refusal, refusals.reverseTransfer);
    const row = await findTransfer(database, outcome.id);
    if (row === null) throw new Bug("a reversal that was posted is not there");
    const balances = showBalances(row.currency, outcome.source, outcome.destination, row.recordedAt);
    return accepted({ ...showTransfer(row, caller.isPayee), balances });
  });

const tagOf = ({ reversedMinor }: TransferRow): string => transferTag({ reversed_amount: reversedMinor.toString() });
