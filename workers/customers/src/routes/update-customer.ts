// PATCH /v1/customers/{id}
import { customer, updateCustomer as body } from "@ledge/shared/contracts/customers";
import { refused } from "@ledge/shared/result";
import { core, customerParams, customersOperation, etag, tag } from "../operation.ts";

/** A strong entity tag as `etag` makes it. A list or `*` names no version that the caller saw. */
const IF_MATCH = /^"(\d{1,15})"$/;

export const updateCustomer = customersOperation({
  operationId: "updateCustomer",
  method: "patch",
  path: "/v1/customers/{id}",
  summary: "Change a customer's contact data",
  tag,
  scope: "customers:write",
  params: customerParams,
  body,
  success: { status: 200, schema: customer, description: "The changed customer" },
  problems: ["not_found"],
  ifMatch: true,
  etag,
  async handle({ env, call, request, params, body }) {
    const ifMatch = request.headers.get("If-Match");
    if (ifMatch === null) return refused("precondition_required");
    const version = IF_MATCH.exec(ifMatch)?.[1];
    if (version === undefined) return refused("precondition_failed");
    return await core(env).updateCustomer(call, params.id, Number(version), body);
  },
});
