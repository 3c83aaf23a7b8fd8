// POST /v1/transfer-batches
import { dryRunQuery } from "@ledge/kit/dry-run";
import { refusalOfFuture } from "@ledge/kit/future";
import { batchDryRun, createTransferBatch as body, transferBatch } from "@ledge/shared/contracts/batches";
import { core, paymentsOperation, tag } from "../operation.ts";

export const createTransferBatch = paymentsOperation({
  operationId: "createTransferBatch",
  method: "post",
  path: "/v1/transfer-batches",
  summary: "Post up to 1,000 transfers under one key",
  description:
    "`atomic` posts all transfers or none: if one is refused, the batch is refused with `batch_item_failed`, and `errors` names the first refused transfer. `independent` posts each on its own, and the answer has one outcome per transfer in the order of the request. Either way one Idempotency-Key belongs to the whole batch: a retry posts nothing twice.",
  tag,
  scope: "transfers:write",
  query: dryRunQuery,
  body,
  success: { status: 201, schema: transferBatch, description: "One outcome per transfer, in the order of the request" },
  dryRun: batchDryRun,
  async handle({ env, call, body }) {
    const instants = body.transfers.map(
      ({ effective_at }, index) => [{ pointer: `/transfers/${index}/effective_at` }, effective_at] as const,
    );
    const refusal = refusalOfFuture(instants, Date.now());
    if (refusal !== null) return refusal;
    return await core(env).createTransferBatch(call, body);
  },
});
