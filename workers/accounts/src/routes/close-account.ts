// POST /v1/accounts/{id}/close
import { account } from "@ledge/shared/contracts/accounts";
import { accountTag } from "@ledge/shared/entity-tags";
import { accountParams, accountsOperation, core, institutionOnly, tag } from "../operation.ts";

export const closeAccount = accountsOperation({
  operationId: "closeAccount",
  method: "post",
  path: "/v1/accounts/{id}/close",
  summary: "Close an account for good",
  description:
    "Closes the account for good: it refuses every further posting. Refused with `balance_not_zero` while it has a balance or an open hold. Closing a closed account changes nothing and succeeds. For the institution alone: a key that is bound to a customer is refused.",
  tag,
  scope: "accounts:write",
  params: accountParams,
  success: { status: 200, schema: account, description: "The closed account" },
  etag: accountTag,
  handle: async ({ env, call, params }) => institutionOnly(call) ?? (await core(env).closeAccount(call, params.id)),
});
