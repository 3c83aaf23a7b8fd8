// POST /v1/holds/{id}/capture
import { capturedHold, captureHold as body } from "@ledge/shared/contracts/holds";
import { holdTag } from "@ledge/shared/entity-tags";
import { core, holdParams, holdsTag, paymentsOperation } from "../operation.ts";

export const captureHold = paymentsOperation({
  operationId: "captureHold",
  method: "post",
  path: "/v1/holds/{id}/capture",
  summary: "Capture a hold, in full or in part",
  tag: holdsTag,
  scope: "transfers:write",
  params: holdParams,
  body,
  success: { status: 200, schema: capturedHold, description: "The hold, the transfer that was posted, and both accounts' new balances" },
  etag: holdTag,
  problems: [
    "account_frozen",
    "amount_not_positive",
    "amount_out_of_range",
    "capture_exceeds_hold",
    "hold_expired",
    "hold_not_open",
    "not_found",
  ],
  handle: ({ env, call, params, body }) => core(env).captureHold(call, params.id, body),
});
