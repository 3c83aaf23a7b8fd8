// POST /v1/holds/{id}/release
import { changedHold } from "@ledge/shared/contracts/holds";
import { holdTag } from "@ledge/shared/entity-tags";
import { core, holdParams, holdsTag, paymentsOperation } from "../operation.ts";

export const releaseHold = paymentsOperation({
  operationId: "releaseHold",
  method: "post",
  path: "/v1/holds/{id}/release",
  summary: "Let go of what is still held",
  tag: holdsTag,
  scope: "transfers:write",
  params: holdParams,
  success: { status: 200, schema: changedHold, description: "The released hold, with both accounts' new balances" },
  etag: holdTag,
  problems: ["hold_expired", "hold_not_open", "not_found"],
  handle: ({ env, call, params }) => core(env).releaseHold(call, params.id),
});
