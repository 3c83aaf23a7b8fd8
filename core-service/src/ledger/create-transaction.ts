// Posts a transaction of 2 to 100 legs, balanced per currency (laws 1 and 3). The database decides, under the accounts' locks.
import { refusals } from "@ledge/shared/contracts/refusals";
import type { CreateTransaction, Transaction } from "@ledge/shared/contracts/ledger";
import { accountUuid } from "../database/account-uuid.ts";
import type { Command } from "../idempotency/command.ts";
import { uniqueOf } from "../idempotency/external-ids.ts";
import { showTransaction } from "./show-transaction.ts";
import type { JournalTransaction } from "./transaction-queries.ts";

export const createTransaction = {
  ask: (input: CreateTransaction) => ({
    legs: input.entries.map((leg, ordinal) => ({ ordinal, ...leg, account: accountUuid(leg.account) })),
    description: input.description ?? null,
    external_id: input.external_id ?? null,
    ...uniqueOf(input),
    metadata: input.metadata ?? {},
    effective_at: input.effective_at ?? null,
  }),
  show: ({ facts }: { readonly facts: JournalTransaction }): Transaction => showTransaction(facts),
  refusals: refusals.createTransaction,
} satisfies Command;
