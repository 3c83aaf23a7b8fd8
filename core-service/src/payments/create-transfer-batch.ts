// Posts a batch of transfers under one key: all or nothing, or each on its own (law 10). Either way it is one call of the database.
import { type RefusalOf, refusals } from "@ledge/shared/contracts/refusals";
import type { WriteCall } from "@ledge/shared/context";
import { type BatchItem, type CreateTransferBatch, refusedItem, type TransferBatch } from "@ledge/shared/contracts/batches";
import { problems } from "@ledge/shared/problem";
import { accepted, type Refused, type Result, type WriteOutcome } from "@ledge/shared/result";
import { knownRefusal } from "../database/known-refusal.ts";
import type { Work } from "../database/work.ts";
import { exactlyOnce } from "../idempotency/exactly-once.ts";
import { existingId } from "../idempotency/external-ids.ts";
import { transferRequest } from "./create-transfer.ts";
import { postBatch, type RefusedItem, type StoredTransferOutcome } from "./queries.ts";
import { showPostedTransfer } from "./show-transfer.ts";

export const createTransferBatch = (
  work: Work,
  call: WriteCall,
  input: CreateTransferBatch,
): Promise<WriteOutcome<TransferBatch, RefusalOf<"createTransferBatch">>> =>
  exactlyOnce(work, call, "createTransferBatch", null, async ({ database, newId }): Promise<Result<TransferBatch, "batch_item_failed">> => {
    const requests = input.transfers.map((transfer) => transferRequest(call, transfer, newId()));
    const answer = await postBatch(database, requests, input.mode === "atomic");
    if (!Array.isArray(answer)) return refusedBatch(answer);
    const outcomes = answer.map((outcome, index) => showItem(input.transfers[index] as CreateTransferBatch["transfers"][number], outcome));
    const posted = outcomes.filter((outcome) => outcome.status === "posted").length;
    return accepted({ mode: input.mode, posted, refused: outcomes.length - posted, outcomes });
  });

/** Names the first transfer that was refused, its code, and what exists already if that is the reason. */
function refusedBatch({ ordinal, ...item }: RefusedItem): Refused<"batch_item_failed"> {
  const { code, existing } = refusalOf(item);
  const errors = [{ pointer: `/transfers/${ordinal}`, detail: `${code}: ${problems[code].title}` }];
  return { ok: false, refusal: { code: "batch_item_failed", errors, ...(existing === undefined ? {} : { existing }) } };
}

function showItem(transfer: CreateTransferBatch["transfers"][number], outcome: StoredTransferOutcome): BatchItem {
  if (!("refusal" in outcome)) return { status: "posted", transfer: showPostedTransfer(transfer, outcome) };
  return refusedItem(refusalOf(outcome));
}

const refusalOf = ({ refusal, existing }: Pick<RefusedItem, "refusal" | "existing">) =>
  knownRefusal(refusal, refusals.createTransfer, existingId("createTransferBatch", existing)).refusal;
