// GET /v1/accounts/{id}/entries
import { sealPage } from "@ledge/kit/cursor";
import { entry, rangePage, rangeQuery } from "@ledge/shared/contracts/accounts";
import { accepted } from "@ledge/shared/result";
import { pageQuery } from "@ledge/shared/schema";
import { z } from "zod";
import { accountParams, accountsOperation, core, tag } from "../operation.ts";

export const listEntries = accountsOperation({
  operationId: "listEntries",
  method: "get",
  path: "/v1/accounts/{id}/entries",
  summary: "List an account's entries, newest first",
  description:
    "Every posting on the account with the balance after it, newest first. Entries are never changed or deleted, and their versions have no gap.",
  tag,
  scope: "accounts:read",
  params: accountParams,
  query: z.object({
    ...rangeQuery,
    ...pageQuery,
  }),
  success: { status: 200, schema: rangePage(entry), description: "A page of entries" },
  async handle({ env, call, params, query, page, cursorScope }) {
    const found = await core(env).listEntries(call, params.id, query, page);
    return found.ok ? accepted(sealPage(cursorScope, found.value)) : found;
  },
});
