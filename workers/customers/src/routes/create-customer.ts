// POST /v1/customers
import { createCustomer as body, customer } from "@ledge/shared/contracts/customers";
import { versionTag } from "@ledge/shared/entity-tags";
import { refused } from "@ledge/shared/result";
import { core, customersOperation, tag } from "../operation.ts";

export const createCustomer = customersOperation({
  operationId: "createCustomer",
  method: "post",
  path: "/v1/customers",
  summary: "Create a customer",
  description:
    "Creates a customer, a person or a business, whose verification is pending. No member must be unique: two customers may have the same name, email or `external_id`. For the institution alone: a key that is bound to a customer is refused.",
  tag,
  scope: "customers:write",
  body,
  success: { status: 201, schema: customer, description: "The customer, pending verification" },
  location: "/v1/customers",
  etag: versionTag,
  async handle({ env, call, body }) {
    // A key that is bound to a customer acts for that customer, and customers do not create customers.
    if (call.principal.customerId !== null) return refused("forbidden");
    return await core(env).createCustomer(call, body);
  },
});
