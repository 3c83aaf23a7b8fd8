// POST /v1/customers/{id}/verification
import { customer, decideVerification as body } from "@ledge/shared/contracts/customers";
import { versionTag } from "@ledge/shared/entity-tags";
import { core, customerParams, customersOperation, tag } from "../operation.ts";

export const decideVerification = customersOperation({
  operationId: "decideVerification",
  method: "post",
  path: "/v1/customers/{id}/verification",
  summary: "Decide on a customer's verification",
  description:
    "Records an operator's decision with its reason. A pending customer may be verified, suspended or rejected, a verified one suspended or rejected, a suspended one verified or rejected, and a rejected one verified; any other decision is refused with `verification_not_allowed`. No decision leads back to pending; a change of the name of a verified customer does, so send `If-Match`: the decision is then about the customer that you saw.",
  tag,
  scope: "operator",
  params: customerParams,
  body,
  success: { status: 200, schema: customer, description: "The customer with the decision" },
  etag: versionTag,
  handle: ({ env, call, params, body }) => core(env).decideVerification(call, params.id, body),
});
