// GET /v1/customers/{id}
import { customer } from "@ledge/shared/contracts/customers";
import { versionTag } from "@ledge/shared/entity-tags";
import { core, customerParams, customersOperation, tag } from "../operation.ts";

export const getCustomer = customersOperation({
  operationId: "getCustomer",
  method: "get",
  path: "/v1/customers/{id}",
  summary: "Read a customer",
  description:
    "Contact data, metadata and the state of the verification. The `ETag` identifies the version, for `If-Match` of a later change.",
  tag,
  scope: "customers:read",
  params: customerParams,
  success: { status: 200, schema: customer, description: "The customer" },
  etag: versionTag,
  handle: ({ env, call, params }) => core(env).getCustomer(call, params.id),
});
