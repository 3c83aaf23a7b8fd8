// GET /v1/transfers
import { sealPage } from "@ledge/kit/cursor";
import { rangePage, rangeQuery } from "@ledge/shared/contracts/accounts";
import { amountQuery, payersExternalId } from "@ledge/shared/contracts/filters";
import { transfer, transferStatus } from "@ledge/shared/contracts/transfers";
import { accepted } from "@ledge/shared/result";
import { id, pageQuery } from "@ledge/shared/schema";
import { z } from "zod";
import { core, paymentsOperation, tag } from "../operation.ts";

export const listTransfers = paymentsOperation({
  operationId: "listTransfers",
  method: "get",
  path: "/v1/transfers",
  summary: "List transfers, newest first",
  description:
    "The transfers that match every filter, newest first: reversals and captures among them. A key that is bound to a customer sees the transfers from or to that customer's accounts.",
  tag,
  scope: "transfers:read",
  query: z.object({
    account: id("account").optional().meta({ description: "Only transfers from or to this account" }),
    status: transferStatus.optional().meta({ description: "Only transfers in this state" }),
    external_id: payersExternalId,
    ...amountQuery,
    ...rangeQuery,
    ...pageQuery,
  }),
  success: { status: 200, schema: rangePage(transfer), description: "A page of transfers" },
  async handle({ env, call, query, page, cursorScope }) {
    return accepted(sealPage(cursorScope, await core(env).listTransfers(call, query, page)));
  },
});
