// POST /v1/transfers/{id}/reversals
import { dryRunQuery } from "@ledge/kit/dry-run";
import { refusalOfFuture } from "@ledge/kit/future";
import { postedTransfer, reverseTransfer as body, transferDryRun } from "@ledge/shared/contracts/transfers";
import { transferTag } from "@ledge/shared/entity-tags";
import { core, paymentsOperation, tag, transferParams } from "../operation.ts";

export const reverseTransfer = paymentsOperation({
  operationId: "reverseTransfer",
  method: "post",
  path: "/v1/transfers/{id}/reversals",
  summary: "Reverse a transfer, in full or in part",
  description:
    "Posts a transfer in the other direction that refers to its original, of `amount` or of all that is left. The original is never changed. All reversals together never exceed it (`reversal_exceeds_original`), also when they race. Refused with `transfer_not_reversible`: a reversal of a reversal, and a key that is bound to a customer other than the payee.",
  tag,
  scope: "transfers:write",
  params: transferParams,
  query: dryRunQuery,
  body,
  success: {
    status: 201,
    schema: postedTransfer,
    description: "The reversal: a transfer in the other direction, with both accounts' new balances",
  },
  dryRun: transferDryRun,
  etag: transferTag,
  location: "/v1/transfers",
  async handle({ env, call, params, body }) {
    const refusal = refusalOfFuture([[{ pointer: "/effective_at" }, body.effective_at]], Date.now());
    if (refusal !== null) return refusal;
    return await core(env).reverseTransfer(call, params.id, body);
  },
});
