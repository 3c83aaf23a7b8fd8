// GET /v1/accounts/{id}/balance
import { balance } from "@ledge/shared/contracts/accounts";
import { accountParams, accountsOperation, core, tag } from "../operation.ts";

export const getBalance = accountsOperation({
  operationId: "getBalance",
  method: "get",
  path: "/v1/accounts/{id}/balance",
  summary: "Read an account's balance",
  tag,
  scope: "accounts:read",
  params: accountParams,
  success: { status: 200, schema: balance, description: "The balance now" },
  problems: ["not_found"],
  handle: ({ env, call, params }) => core(env).getBalance(call, params.id),
});
