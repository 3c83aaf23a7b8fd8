// POST /v1/accounts
import { account, openAccount as body } from "@ledge/shared/contracts/accounts";
import { accountTag } from "@ledge/shared/entity-tags";
import { accountsOperation, core, tag } from "../operation.ts";

export const openAccount = accountsOperation({
  operationId: "openAccount",
  method: "post",
  path: "/v1/accounts",
  summary: "Open a customer's or a house account",
  description:
    "Opens an account in one currency with a balance of zero. `kind` decides the form: `customer` for an account of a customer, `house` for an account of the institution itself, which only an operator may open. Refused: a member that the institution alone sets, if the key is bound to a customer (`forbidden`), a customer that does not exist, a second house account with the same code and currency, and, by a key that is bound to a customer, one more account than the customer may open by itself (`too_many_accounts`): 1,000 unless the operator of the platform has set another limit, closed ones counted. The institution may open more.",
  tag,
  scope: "accounts:write",
  body,
  success: { status: 201, schema: account, description: "The account with its balance of zero" },
  location: "/v1/accounts",
  etag: accountTag,
  handle: ({ env, call, body }) => core(env).openAccount(call, body),
});
