// GET /v1/customers
import { sealPage } from "@ledge/kit/cursor";
import { customer, verification } from "@ledge/shared/contracts/customers";
import { institutionsExternalId } from "@ledge/shared/contracts/filters";
import { accepted } from "@ledge/shared/result";
import { page as pageOf, pageQuery } from "@ledge/shared/schema";
import { z } from "zod";
import { core, customersOperation, tag } from "../operation.ts";

export const listCustomers = customersOperation({
  operationId: "listCustomers",
  method: "get",
  path: "/v1/customers",
  summary: "List customers, newest first",
  description: "The customers that match every filter, newest first. A key that is bound to a customer sees that customer alone.",
  tag,
  scope: "customers:read",
  query: z.object({
    external_id: institutionsExternalId,
    verification: verification.optional().meta({ description: "Only customers whose verification is in this state", example: "pending" }),
    ...pageQuery,
  }),
  success: { status: 200, schema: pageOf(customer), description: "A page of customers" },
  async handle({ env, call, query, page, cursorScope }) {
    return accepted(sealPage(cursorScope, await core(env).listCustomers(call, query, page)));
  },
});
