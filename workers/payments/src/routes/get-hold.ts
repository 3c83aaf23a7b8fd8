// GET /v1/holds/{id}
import { hold } from "@ledge/shared/contracts/holds";
import { holdTag } from "@ledge/shared/entity-tags";
import { core, holdParams, holdsTag, paymentsOperation } from "../operation.ts";

export const getHold = paymentsOperation({
  operationId: "getHold",
  method: "get",
  path: "/v1/holds/{id}",
  summary: "Read a hold",
  description: "How much of the hold was captured, how much is still reserved, and how it ended.",
  tag: holdsTag,
  scope: "transfers:read",
  params: holdParams,
  success: { status: 200, schema: hold, description: "The hold" },
  etag: holdTag,
  handle: ({ env, call, params }) => core(env).getHold(call, params.id),
});
