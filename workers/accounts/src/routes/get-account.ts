// GET /v1/accounts/{id}
import { account } from "@ledge/shared/contracts/accounts";
import { accountTag } from "@ledge/shared/entity-tags";
import { accountParams, accountsOperation, core, tag } from "../operation.ts";

export const getAccount = accountsOperation({
  operationId: "getAccount",
  method: "get",
  path: "/v1/accounts/{id}",
  summary: "Read an account with its balance",
  description:
    "The account's terms, its status and its balance now. The `ETag` covers all of them. `If-Match` of a later change compares the terms and the status alone: a payment does not make the tag stale.",
  tag,
  scope: "accounts:read",
  params: accountParams,
  success: { status: 200, schema: account, description: "The account" },
  etag: accountTag,
  handle: ({ env, call, params }) => core(env).getAccount(call, params.id),
});
