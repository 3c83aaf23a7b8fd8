// POST /v1/transfers
import { dryRunQuery } from "@ledge/kit/dry-run";
import { refusalOfFuture } from "@ledge/kit/future";
import { createTransfer as body, postedTransfer, transferDryRun } from "@ledge/shared/contracts/transfers";
import { transferTag } from "@ledge/shared/entity-tags";
import { core, paymentsOperation, tag } from "../operation.ts";

export const createTransfer = paymentsOperation({
  operationId: "createTransfer",
  method: "post",
  path: "/v1/transfers",
  summary: "Move money from one account to another",
  description:
    "Debits the source account and credits the destination account, in one transaction, and answers with both new balances: 201 means that the money has moved, but for a dry run. Refused, with nothing posted: `insufficient_funds`, a frozen source, a closed account, another currency than that of the accounts. A refusal is recorded under its Idempotency-Key like a success: another try needs a new key.",
  tag,
  scope: "transfers:write",
  query: dryRunQuery,
  body,
  success: { status: 201, schema: postedTransfer, description: "The posted transfer with both accounts' new balances" },
  dryRun: transferDryRun,
  etag: transferTag,
  location: "/v1/transfers",
  async handle({ env, call, body }) {
    // A transfer is posted at once, so its effective time cannot lie in the future.
    const refusal = refusalOfFuture([[{ pointer: "/effective_at" }, body.effective_at]], Date.now());
    if (refusal !== null) return refusal;
    return await core(env).createTransfer(call, body);
  },
});
