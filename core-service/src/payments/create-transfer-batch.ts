// Posts a batch of transfers under one key: all or nothing, or each on its own (law 10). Either way it is one call of the database.
import { type RefusalOf, refusals } from "@ledge/shared/contracts/refusals";
import type { WriteCall } from "@ledge/shared/context";
import { type BatchItem, type CreateTransferBatch, refusedItem, type TransferBatch } from "@ledge/shared/contracts/batches";
import { problems } from "@ledge/shared/problem";
import { accepted, type Refused, type Result, type WriteOutcome } from "@ledge/shared/result";
import { knownRefusal } from "../database/known-refusal.ts";
import type { Work } from "../database/work.ts";
import { exactlyOnce } from "../idempotency/exactly-once.ts";
import { transferRequest } from "./create-transfer.ts";
import { type BatchAnswer, postBatch, type StoredTransferOutcome } from "./queries.ts";
import { showPostedTransfer } from "./show-transfer.ts";

export const createTransferBatch = (
  work: Work,
  call: WriteCall,
  input: CreateTransferBatch,
): Promise<WriteOutcome<TransferBatch, RefusalOf<"createTransferBatch">>> =>
  exactlyOnce(work, call, "createTransferBatch", null, async ({ database, newId }): Promise<Result<TransferBatch, "batch_item_failed">> => {
    const requests = input.transfers.map((transfer) => transferRequest(call, transfer, newId()));
    return batchResult(input, await postBatch(database, requests, input.mode === "atomic"));
  });

/** What the posting function decided about a batch. */
export function batchResult(input: CreateTransferBatch, answer: BatchAnswer): Result<TransferBatch, "batch_item_failed"> {
  if (!Array.isArray(answer)) return refusedBatch(answer.ordinal, answer.refusal);
  const outcomes = answer.map((outcome, index) => showItem(input.transfers[index] as CreateTransferBatch["transfers"][number], outcome));
  const posted = outcomes.filter((outcome) => outcome.status === "posted").length;
  return accepted({ mode: input.mode, posted, refused: outcomes.length - posted, outcomes });
}

/** Names the first transfer that was refused, and its code. */
function refusedBatch(index: number, code: string): Refused<"batch_item_failed"> {
  const { refusal } = knownRefusal(code, refusals.createTransfer);
  const detail = `${refusal.code}: ${problems[refusal.code].title}`;
  return { ok: false, refusal: { code: "batch_item_failed", errors: [{ pointer: `/transfers/${index}`, detail }] } };
}

function showItem(transfer: CreateTransferBatch["transfers"][number], outcome: StoredTransferOutcome): BatchItem {
  if (!("refusal" in outcome)) return { status: "posted", transfer: showPostedTransfer(transfer, outcome) };
  const { refusal } = knownRefusal(outcome.refusal, refusals.createTransfer);
  return refusedItem(refusal.code);
}
