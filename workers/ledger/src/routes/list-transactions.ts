// GET /v1/transactions
import { sealPage } from "@ledge/kit/cursor";
import { rangePage, rangeQuery } from "@ledge/shared/contracts/accounts";
import { ownExternalId } from "@ledge/shared/contracts/filters";
import { transaction } from "@ledge/shared/contracts/ledger";
import { accepted } from "@ledge/shared/result";
import { pageQuery } from "@ledge/shared/schema";
import { z } from "zod";
import { core, ledgerOperation, tag } from "../operation.ts";

export const listTransactions = ledgerOperation({
  operationId: "listTransactions",
  method: "get",
  path: "/v1/transactions",
  summary: "Read the journal, newest first",
  description:
    "Every transaction of the ledger with its entries: those of transfers, captures and reversals, and those that operators posted.",
  tag,
  scope: "operator",
  query: z.object({
    external_id: ownExternalId.meta({
      description: "Only the transactions that operators posted with exactly this external_id, by an index: a transfer's is the transfer's",
      example: "A-1001",
    }),
    ...rangeQuery,
    ...pageQuery,
  }),
  success: { status: 200, schema: rangePage(transaction), description: "A page of the journal" },
  async handle({ env, call, query, page, cursorScope }) {
    return accepted(sealPage(cursorScope, await core(env).listTransactions(call, query, page)));
  },
});
