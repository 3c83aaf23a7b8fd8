// GET /v1/accounts/{id}/balance
import { refusalOfFuture } from "@ledge/kit/future";
import { balance, basis } from "@ledge/shared/contracts/accounts";
import { time } from "@ledge/shared/instants";
import { z } from "zod";
import { accountParams, accountsOperation, core, tag } from "../operation.ts";

export const getBalance = accountsOperation({
  operationId: "getBalance",
  method: "get",
  path: "/v1/accounts/{id}/balance",
  summary: "Read an account's balance, now or at an instant",
  description:
    "What is posted, what open holds reserve, and what is available. With `at`, the balance at that instant: on the basis `recorded` as the books said then, which no later posting changes; on the basis `effective` as it counted then, backdated postings included. An instant in the future is refused.",
  tag,
  scope: "accounts:read",
  params: accountParams,
  query: z.object({
    at: time.optional().meta({ description: "An instant that has passed; now if left out. as_of says which instant was used" }),
    basis: basis
      .default("recorded")
      .meta({ description: "By which time entries count at `at`; without `at`, both bases give the same balance" }),
  }),
  success: { status: 200, schema: balance, description: "The balance" },
  async handle({ env, call, params, query }) {
    const refusal = refusalOfFuture([[{ parameter: "at" }, query.at]], Date.now());
    if (refusal !== null) return refusal;
    return await core(env).getBalance(call, params.id, query.at, query.basis);
  },
});
