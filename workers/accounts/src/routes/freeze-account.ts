// POST /v1/accounts/{id}/freeze
import { account } from "@ledge/shared/contracts/accounts";
import { accountTag } from "@ledge/shared/entity-tags";
import { accountParams, accountsOperation, core, institutionOnly, tag } from "../operation.ts";

export const freezeAccount = accountsOperation({
  operationId: "freezeAccount",
  method: "post",
  path: "/v1/accounts/{id}/freeze",
  summary: "Freeze an account: it refuses debits",
  description:
    "From now on the account refuses debits and new holds; it still accepts credits. Freezing a frozen account changes nothing and succeeds; a closed one is refused. For the institution alone: a key that is bound to a customer is refused.",
  tag,
  scope: "accounts:write",
  params: accountParams,
  success: { status: 200, schema: account, description: "The frozen account" },
  etag: accountTag,
  handle: async ({ env, call, params }) => institutionOnly(call) ?? (await core(env).freezeAccount(call, params.id)),
});
