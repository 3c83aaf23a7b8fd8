// PATCH /v1/customers/{id}
import { customer, updateCustomer as body } from "@ledge/shared/contracts/customers";
import { versionTag } from "@ledge/shared/entity-tags";
import { core, customerParams, customersOperation, tag } from "../operation.ts";

export const updateCustomer = customersOperation({
  operationId: "updateCustomer",
  method: "patch",
  path: "/v1/customers/{id}",
  summary: "Change a customer's contact data",
  description:
    "Changes the members that the body names, and leaves the others; `null` removes an optional one. `If-Match` must carry the `ETag` of the version that you saw. Another `name` takes a verified customer back to pending, with the event `customer.verification_reset`; a rejected or suspended one stays as it is. A key that is bound to a customer changes name and email alone (`forbidden`).",
  tag,
  scope: "customers:write",
  params: customerParams,
  body,
  success: { status: 200, schema: customer, description: "The changed customer" },
  ifMatch: true,
  etag: versionTag,
  handle: ({ env, call, params, body }) => core(env).updateCustomer(call, params.id, body),
});
