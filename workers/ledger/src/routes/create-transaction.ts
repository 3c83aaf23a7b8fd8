// POST /v1/transactions
import { dryRunQuery } from "@ledge/kit/dry-run";
import { refusalOfFuture } from "@ledge/kit/future";
import { createTransaction as body, transaction, transactionDryRun } from "@ledge/shared/contracts/ledger";
import { core, ledgerOperation, tag } from "../operation.ts";

export const createTransaction = ledgerOperation({
  operationId: "createTransaction",
  method: "post",
  path: "/v1/transactions",
  summary: "Post a transaction of 2 to 100 entries",
  description:
    "Posts all entries or none. In each currency debits must equal credits (`transaction_not_balanced`). Entries are posted in their order, and no account may exceed its overdraft limit in between. For movements of money that are no transfer, such as an exchange between currencies.",
  tag,
  scope: "operator",
  query: dryRunQuery,
  body,
  success: { status: 201, schema: transaction, description: "The posted transaction" },
  dryRun: transactionDryRun,
  location: "/v1/transactions",
  async handle({ env, call, body }) {
    // A transaction is posted at once, so its effective time cannot lie in the future.
    const refusal = refusalOfFuture([[{ pointer: "/effective_at" }, body.effective_at]], Date.now());
    if (refusal !== null) return refusal;
    return await core(env).createTransaction(call, body);
  },
});
