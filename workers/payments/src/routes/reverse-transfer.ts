// POST /v1/transfers/{id}/reversals
import { postedTransfer, reverseTransfer as body } from "@ledge/shared/contracts/transfers";
import { transferTag } from "@ledge/shared/entity-tags";
import { core, paymentsOperation, tag, transferParams } from "../operation.ts";

export const reverseTransfer = paymentsOperation({
  operationId: "reverseTransfer",
  method: "post",
  path: "/v1/transfers/{id}/reversals",
  summary: "Reverse a transfer, in full or in part",
  tag,
  scope: "transfers:write",
  params: transferParams,
  body,
  success: { status: 201, schema: postedTransfer, description: "The reversal: a transfer the other way, with both accounts' new balances" },
  etag: transferTag,
  location: "/v1/transfers",
  problems: [
    "account_closed",
    "account_frozen",
    "amount_not_positive",
    "amount_out_of_range",
    "insufficient_funds",
    "not_found",
    "reversal_exceeds_original",
    "transfer_not_reversible",
  ],
  handle: ({ env, call, params, body }) => core(env).reverseTransfer(call, params.id, body),
});
