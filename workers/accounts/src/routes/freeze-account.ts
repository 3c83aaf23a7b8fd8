// POST /v1/accounts/{id}/freeze
import { account } from "@ledge/shared/contracts/accounts";
import { accountTag } from "@ledge/shared/entity-tags";
import { accountParams, accountsOperation, core, institutionOnly, tag } from "../operation.ts";

export const freezeAccount = accountsOperation({
  operationId: "freezeAccount",
  method: "post",
  path: "/v1/accounts/{id}/freeze",
  summary: "Freeze an account: it refuses debits",
  tag,
  scope: "accounts:write",
  params: accountParams,
  success: { status: 200, schema: account, description: "The frozen account" },
  problems: ["account_closed", "not_found"],
  etag: accountTag,
  handle: async ({ env, call, params }) => institutionOnly(call) ?? (await core(env).freezeAccount(call, params.id)),
});
