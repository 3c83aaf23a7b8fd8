// GET /v1/transfers/{id}
import { transfer } from "@ledge/shared/contracts/transfers";
import { transferTag } from "@ledge/shared/entity-tags";
import { core, paymentsOperation, tag, transferParams } from "../operation.ts";

export const getTransfer = paymentsOperation({
  operationId: "getTransfer",
  method: "get",
  path: "/v1/transfers/{id}",
  summary: "Read a transfer",
  description: "The transfer, and how much of it has been reversed.",
  tag,
  scope: "transfers:read",
  params: transferParams,
  success: { status: 200, schema: transfer, description: "The transfer" },
  etag: transferTag,
  handle: ({ env, call, params }) => core(env).getTransfer(call, params.id),
});
