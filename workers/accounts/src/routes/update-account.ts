// PATCH /v1/accounts/{id}
import { account, updateAccount as body } from "@ledge/shared/contracts/accounts";
import { accountTag } from "@ledge/shared/entity-tags";
import { accountParams, accountsOperation, core, tag } from "../operation.ts";

export const updateAccount = accountsOperation({
  operationId: "updateAccount",
  method: "patch",
  path: "/v1/accounts/{id}",
  summary: "Change an account's overdraft limit, name or metadata",
  description:
    "Changes the members that the body names, and leaves the others. `If-Match` must carry the `ETag` of the terms that you saw, so that no client overwrites what it has not seen. Refused: a limit below the overdraft in use (`overdraft_in_use`), a change of a closed account, and a change of anything but the name with a key that is bound to a customer (`forbidden`).",
  tag,
  scope: "accounts:write",
  params: accountParams,
  body,
  success: { status: 200, schema: account, description: "The changed account" },
  ifMatch: true,
  etag: accountTag,
  handle: ({ env, call, params, body }) => core(env).updateAccount(call, params.id, body),
});
