// The contract of transfer batches: up to 1,000 transfers under one key, all or nothing, or each on its own.
import { z } from "zod";
import type { DryRunCall } from "../context.ts";
import { problems } from "../problem.ts";
import type { WriteOutcome } from "../result.ts";
import { dryRunMembers } from "./dry-run.ts";
import { type RefusalOf, refusals } from "./refusals.ts";
import { createTransfer, postedTransfer, unpostedTransfer } from "./transfers.ts";

/**
 * Some tenths of a second of a lane's time, and about as many as fit into a request of 1 MiB.
 *
 * @internal Tests read the limit instead of repeating it.
 */
export const BATCH_MAX_ITEMS = 1_000;

const transfers = z
  .array(createTransfer)
  .min(1)
  .max(BATCH_MAX_ITEMS)
  .superRefine((items, context) => {
    const seen = new Set<string>();
    items.forEach(({ external_id }, index) => {
      if (external_id === undefined || external_id === null) return;
      if (seen.has(external_id)) context.addIssue({ code: "custom", path: [index, "external_id"], message: "appears twice in the batch" });
      seen.add(external_id);
    });
  });

export const createTransferBatch = z
  .strictObject({
    mode: z.enum(["atomic", "independent"]).meta({ description: "atomic: all or nothing; independent: each on its own" }),
    transfers,
  })
  .meta({ id: "CreateTransferBatch" });

const refusedTransfer = z
  .strictObject({
    status: z.literal("refused"),
    code: z.enum(refusals.createTransfer.toSorted()),
    detail: z.string().meta({ example: problems.insufficient_funds.title }),
  })
  .meta({ id: "RefusedItem" });

const batchItem = z
  .discriminatedUnion("status", [
    z.strictObject({ status: z.literal("posted"), transfer: postedTransfer }).meta({ id: "PostedItem" }),
    refusedTransfer,
  ])
  .meta({ id: "BatchItem" });

const dryRunItem = z
  .discriminatedUnion("status", [
    z.strictObject({ status: z.literal("posted"), transfer: unpostedTransfer }).meta({ id: "UnpostedItem" }),
    refusedTransfer,
  ])
  .meta({ id: "DryRunItem" });

export const transferBatch = z
  .strictObject({
    mode: createTransferBatch.shape.mode,
    posted: z.number().int().min(0).meta({ description: "How many were posted", example: 1 }),
    refused: z.number().int().min(0).meta({ example: 0 }),
    outcomes: z.array(batchItem).meta({ description: "One outcome per transfer, in the order of the request" }),
  })
  .meta({ id: "TransferBatch" });

export const batchDryRun = transferBatch
  .extend({
    outcomes: z.array(dryRunItem).meta({ description: "One outcome per transfer, in the order of the request" }),
    ...dryRunMembers,
  })
  .meta({ id: "BatchDryRun" });

export type CreateTransferBatch = z.infer<typeof createTransferBatch>;
export type TransferBatch = z.infer<typeof transferBatch>;
export type BatchItem = z.infer<typeof batchItem>;
export type BatchDryRun = z.infer<typeof batchDryRun>;

export const refusedItem = (code: (typeof refusals.createTransfer)[number]): BatchItem => ({
  status: "refused",
  code,
  detail: problems[code].title,
});

/** What core-service does for batches. Of a call without a key it says what it would do. */
export interface BatchesCore {
  createTransferBatch(
    call: DryRunCall,
    input: CreateTransferBatch,
  ): Promise<WriteOutcome<TransferBatch | BatchDryRun, RefusalOf<"createTransferBatch">>>;
}
