// GET /v1/accounts
import { sealPage } from "@ledge/kit/cursor";
import { account, accountKind } from "@ledge/shared/contracts/accounts";
import { accepted } from "@ledge/shared/result";
import { currency, id, page as pageOf, pageQuery } from "@ledge/shared/schema";
import { z } from "zod";
import { accountsOperation, core, tag } from "../operation.ts";

export const listAccounts = accountsOperation({
  operationId: "listAccounts",
  method: "get",
  path: "/v1/accounts",
  summary: "List accounts, newest first",
  tag,
  scope: "accounts:read",
  query: z.object({
    customer_id: id("customer").optional(),
    kind: accountKind.optional(),
    currency: currency.optional(),
    ...pageQuery,
  }),
  success: { status: 200, schema: pageOf(account), description: "A page of accounts" },
  async handle({ env, call, query, page, cursorScope }) {
    return accepted(sealPage(cursorScope, await core(env).listAccounts(call, query, page)));
  },
});
