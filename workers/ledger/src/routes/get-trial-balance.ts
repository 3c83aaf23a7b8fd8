// GET /v1/ledger/trial-balance
import { refusalOfFuture } from "@ledge/kit/future";
import { trialBalance } from "@ledge/shared/contracts/ledger";
import { time } from "@ledge/shared/instants";
import { z } from "zod";
import { core, ledgerOperation, tag } from "../operation.ts";

export const getTrialBalance = ledgerOperation({
  operationId: "getTrialBalance",
  method: "get",
  path: "/v1/ledger/trial-balance",
  summary: "Read the trial balance, now or at an instant",
  description:
    "Per currency, the sum of all debit balances and the sum of all credit balances, which are equal, and both of them separately for house accounts and for customers' accounts. With `at`, as the books said at that instant; an instant in the future is refused.",
  tag,
  scope: "operator",
  query: z.object({
    at: time.optional().meta({ description: "An instant that has passed; now if left out. as_of says which instant was used" }),
  }),
  success: { status: 200, schema: trialBalance, description: "Per currency, the sums of debit and of credit balances" },
  async handle({ env, call, query }) {
    const refusal = refusalOfFuture([[{ parameter: "at" }, query.at]], Date.now());
    if (refusal !== null) return refusal;
    return await core(env).getTrialBalance(call, query.at);
  },
});
