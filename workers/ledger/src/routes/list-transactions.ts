// GET /v1/transactions
import { sealPage } from "@ledge/kit/cursor";
import { transaction } from "@ledge/shared/contracts/ledger";
import { time } from "@ledge/shared/instants";
import { accepted } from "@ledge/shared/result";
import { page as pageOf, pageQuery } from "@ledge/shared/schema";
import { z } from "zod";
import { core, ledgerOperation, tag } from "../operation.ts";

export const listTransactions = ledgerOperation({
  operationId: "listTransactions",
  method: "get",
  path: "/v1/transactions",
  summary: "Read the journal, newest first: every transaction, whatever made it",
  tag,
  scope: "operator",
  query: z.object({
    from: time.optional().meta({ description: "Recorded at or after" }),
    to: time.optional().meta({ description: "Recorded before" }),
    ...pageQuery,
  }),
  success: { status: 200, schema: pageOf(transaction), description: "A page of the journal" },
  async handle({ env, call, query, page, cursorScope }) {
    return accepted(sealPage(cursorScope, await core(env).listTransactions(call, query, page)));
  },
});
