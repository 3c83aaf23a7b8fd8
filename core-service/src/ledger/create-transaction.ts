// Posts a transaction of 2 to 100 legs, balanced per currency (laws 1 and 3). The database decides, under the accounts' locks.
import { type RefusalOf, refusals } from "@ledge/shared/contracts/refusals";
import type { WriteCall } from "@ledge/shared/context";
import type { CreateTransaction, Transaction } from "@ledge/shared/contracts/ledger";
import { decodeId } from "@ledge/shared/ids";
import { accepted, type WriteOutcome } from "@ledge/shared/result";
import { Bug } from "../database/failure.ts";
import { knownRefusal } from "../database/known-refusal.ts";
import { readInteger } from "../database/stored-values.ts";
import type { Work } from "../database/work.ts";
import { exactlyOnce } from "../idempotency/exactly-once.ts";
import { showTransaction } from "./show-transaction.ts";
import { findTransactions, postTransaction } from "./transaction-queries.ts";

export const createTransaction = (
  work: Work,
  call: WriteCall,
  input: CreateTransaction,
): Promise<WriteOutcome<Transaction, RefusalOf<"createTransaction">>> =>
  exactlyOnce(work, call, "createTransaction", async ({ database, newId, emit }) => {
    const outcome = await postTransaction(database, {
      seed: newId(),
      legs: input.entries.map((leg) => ({ ...leg, account: accountUuid(leg.account) })),
      description: input.description ?? null,
      externalId: input.external_id ?? null,
      metadata: input.metadata ?? {},
      effectiveAt: input.effective_at ?? null,
    });
    if (outcome.refusal !== null) return knownRefusal(outcome.refusal, refusals.createTransaction);
    const [posted] = await findTransactions(database, [outcome.id]);
    if (posted === undefined) throw new Bug("a transaction that was posted is not there");
    const transaction = showTransaction(posted);
    const newest = Map.groupBy(posted.entries, (entry) => entry.accountId);
    const touched = [...newest].map(([account, entries]) => ({
      id: account,
      version: Math.max(...entries.map((entry) => readInteger(entry.version))),
    }));
    emit("transaction.posted", posted.id, transaction, touched);
    return accepted(transaction);
  });

function accountUuid(id: string): string {
  const uuid = decodeId("account", id);
  if (uuid === null) throw new Bug("a malformed account id passed the schema");
  return uuid;
}
