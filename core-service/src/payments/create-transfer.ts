// Between a call and the batch it joins: makes the posting function's request, and reads its answer.
import type { WriteCall } from "@ledge/shared/context";
import type { CreateTransfer, PostedTransfer } from "@ledge/shared/contracts/payments";
import { decodeId } from "@ledge/shared/ids";
import type { ProblemCode } from "@ledge/shared/problem";
import type { Outcome } from "@ledge/shared/result";
import { Bug } from "../database/failure.ts";
import { reusedKey } from "../idempotency/exactly-once.ts";
import type { PostedItem, TransferRequest } from "./queries.ts";
import { showPostedTransfer } from "./show-transfer.ts";

/** Every refusal of ledger.post; the type makes a code that is not in the contract a compile error. */
const refusals: ReadonlySet<string> = new Set<ProblemCode>([
  "amount_not_positive",
  "amount_out_of_range",
  "same_account",
  "account_not_found",
  "currency_mismatch",
  "account_closed",
  "account_frozen",
  "insufficient_funds",
]);

/** @throws Bug when an id is malformed: the contract's schemas let none through. */
export function transferRequest(call: WriteCall, input: CreateTransfer, transferId: string): TransferRequest {
  return {
    principal: call.principal.id,
    key: call.idempotency.key,
    fingerprint: `\\x${call.idempotency.fingerprint}`,
    request_id: call.requestId,
    transfer_id: transferId,
    acting_customer: call.principal.customerId,
    source_account: accountUuid(input.source_account),
    destination_account: accountUuid(input.destination_account),
    amount: input.amount,
    currency: input.currency,
    description: input.description ?? null,
    external_id: input.external_id ?? null,
    metadata: input.metadata ?? {},
    effective_at: input.effective_at ?? null,
  };
}

export function transferOutcome(call: WriteCall, input: CreateTransfer, item: PostedItem): Outcome<PostedTransfer> {
  if (item.reused) return reusedKey(call);
  const recorded = { recorded: true, replayed: item.replayed, requestId: item.outcome.request_id };
  if (!("refusal" in item.outcome)) return { ok: true, value: showPostedTransfer(input, item.outcome), ...recorded };
  if (!refusals.has(item.outcome.refusal)) throw new Bug("the posting function refused with a code of its own");
  return { ok: false, refusal: { code: item.outcome.refusal as ProblemCode }, ...recorded };
}

function accountUuid(id: string): string {
  const uuid = decodeId("account", id);
  if (uuid === null) throw new Bug("a malformed account id passed the schema");
  return uuid;
}
