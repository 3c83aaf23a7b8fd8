// GET /v1/transactions/{id}
import { transaction } from "@ledge/shared/contracts/ledger";
import { core, ledgerOperation, tag, transactionParams } from "../operation.ts";

export const getTransaction = ledgerOperation({
  operationId: "getTransaction",
  method: "get",
  path: "/v1/transactions/{id}",
  summary: "Read a transaction of the journal",
  description: "One transaction with all its entries and the balance of each account after it.",
  tag,
  scope: "operator",
  params: transactionParams,
  success: { status: 200, schema: transaction, description: "The transaction" },
  handle: ({ env, call, params }) => core(env).getTransaction(call, params.id),
});
