// POST /v1/accounts/{id}/unfreeze
import { account } from "@ledge/shared/contracts/accounts";
import { accountTag } from "@ledge/shared/entity-tags";
import { accountParams, accountsOperation, core, institutionOnly, tag } from "../operation.ts";

export const unfreezeAccount = accountsOperation({
  operationId: "unfreezeAccount",
  method: "post",
  path: "/v1/accounts/{id}/unfreeze",
  summary: "Unfreeze an account",
  description:
    "The account accepts debits and holds again. Unfreezing an open account changes nothing and succeeds; a closed one is refused. For the institution alone: a key that is bound to a customer is refused.",
  tag,
  scope: "accounts:write",
  params: accountParams,
  success: { status: 200, schema: account, description: "The open account" },
  etag: accountTag,
  handle: async ({ env, call, params }) => institutionOnly(call) ?? (await core(env).unfreezeAccount(call, params.id)),
});
