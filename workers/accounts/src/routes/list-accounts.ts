// GET /v1/accounts
import { sealPage } from "@ledge/kit/cursor";
import { account, accountKind, accountStatus, houseAccountCode } from "@ledge/shared/contracts/accounts";
import { institutionsExternalId, NARROWS } from "@ledge/shared/contracts/filters";
import { accepted } from "@ledge/shared/result";
import { currency, id, page as pageOf, pageQuery } from "@ledge/shared/schema";
import { z } from "zod";
import { accountsOperation, core, tag } from "../operation.ts";

export const listAccounts = accountsOperation({
  operationId: "listAccounts",
  method: "get",
  path: "/v1/accounts",
  summary: "List accounts, newest first",
  description:
    "The accounts that match every filter, newest first. A key that is bound to a customer sees that customer's accounts alone; a key of the institution sees all.",
  tag,
  scope: "accounts:read",
  query: z.object({
    customer_id: id("customer").optional().meta({ description: "Only accounts of this customer" }),
    kind: accountKind.optional().meta({ description: "Only customers' accounts, or only house accounts" }),
    currency: currency.optional().meta({ description: "Only accounts in this currency" }),
    code: houseAccountCode.optional().meta({ description: "Only house accounts with this code, one for each currency" }),
    external_id: institutionsExternalId,
    status: accountStatus.optional().meta({ description: `Only accounts in this state${NARROWS}` }),
    ...pageQuery,
  }),
  success: { status: 200, schema: pageOf(account), description: "A page of accounts" },
  async handle({ env, call, query, page, cursorScope }) {
    return accepted(sealPage(cursorScope, await core(env).listAccounts(call, query, page)));
  },
});
