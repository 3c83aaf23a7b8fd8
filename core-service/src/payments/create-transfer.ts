// Translates between a call and the posting function, which takes a whole batch: makes its request, and reads its answer.
import type { DryRunCall, WriteCall } from "@ledge/shared/context";
import { type RefusalOf, refusals } from "@ledge/shared/contracts/refusals";
import type { CreateTransfer, PostedTransfer } from "@ledge/shared/contracts/transfers";
import { encodeId } from "@ledge/shared/ids";
import { accepted, type Result, type WriteOutcome } from "@ledge/shared/result";
import { accountUuid } from "../database/account-uuid.ts";
import { knownRefusal } from "../database/known-refusal.ts";
import type { Database } from "../database/connect.ts";
import type { Load } from "../database/turns.ts";
import { askedBy, weightOfMetadata } from "../idempotency/command.ts";
import { isRecorded, refusalBy, reusedKey } from "../idempotency/exactly-once.ts";
import { expiredOutcome } from "../idempotency/refusal-rows.ts";
import type { PostedItem, StoredTransferOutcome, TransferRequest } from "./queries.ts";
import { showPostedTransfer } from "./show-transfer.ts";

/**
 * @param seed a UUID whose random bits become those of the transfer's id.
 * @throws Bug when an id is malformed: the contract's schemas let none through.
 */
export function transferRequest(call: DryRunCall, input: CreateTransfer, seed: string): TransferRequest {
  return {
    ...askedBy(call),
    seed,
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

/** What a transfer counts for in a batch. */
export function weightOfTransfer({ metadata }: TransferRequest): Load {
  const weight = 1 + weightOfMetadata(metadata);
  return { weight, size: weight };
}

export function transferOutcome(
  call: WriteCall,
  input: CreateTransfer,
  item: PostedItem,
): WriteOutcome<PostedTransfer, RefusalOf<"createTransfer">> {
  if (item.reused) return reusedKey(call);
  if ("refusal" in item.outcome && item.outcome.refusal === "outcome_expired") return expiredOutcome(call);
  const recorded = { recorded: true, replayed: item.replayed, requestId: encodeId("request", item.outcome.request_id) };
  return { ...transferResult(input, item.outcome), ...recorded };
}

/** What the posting function decided about a transfer. */
export const transferResult = (
  input: CreateTransfer,
  outcome: StoredTransferOutcome,
): Result<PostedTransfer, (typeof refusals.createTransfer)[number]> =>
  "refusal" in outcome ? knownRefusal(outcome.refusal, refusals.createTransfer) : accepted(showPostedTransfer(input, outcome));

/**
 * The refusal of a transfer whose conditions do not hold: nothing that it changes has a tag, so it is judged before it joins a batch. Null: the
 * conditions hold, or the key has a recorded result already, which is the answer whatever the conditions.
 */
export async function refusalByConditions(database: Database, call: WriteCall): Promise<WriteOutcome<never, never> | null> {
  const refusal = refusalBy(call.precondition, null);
  if (refusal === null || (await isRecorded(database, call))) return null;
  return { ...refusal, recorded: false, replayed: false, requestId: call.requestId };
}
