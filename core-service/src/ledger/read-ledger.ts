// Reads of the whole ledger, for operators: the journal and the trial balance.
import type { Call } from "@ledge/shared/context";
import type { Transaction, TransactionFilter, TrialBalance } from "@ledge/shared/contracts/ledger";
import { decodeId, encodeId } from "@ledge/shared/ids";
import { accepted, refused, type Result } from "@ledge/shared/result";
import type { Page, PageRequest } from "@ledge/shared/schema";
import { Bug } from "../database/failure.ts";
import { cutPage } from "../database/page.ts";
import { readInstantOrNull } from "../database/stored-values.ts";
import type { Work } from "../database/work.ts";
import { showTransaction } from "./show-transaction.ts";
import { findTransactionIds, findTransactions, findTrialBalance } from "./transaction-queries.ts";

export async function getTransaction(work: Work, _call: Call, transactionId: string): Promise<Result<Transaction>> {
  const uuid = decodeId("transaction", transactionId);
  const [found] = uuid === null ? [] : await findTransactions(work.database, [uuid]);
  return found === undefined ? refused("not_found") : accepted(showTransaction(found));
}

export async function listTransactions(work: Work, _call: Call, filter: TransactionFilter, page: PageRequest): Promise<Page<Transaction>> {
  const ids = await findTransactionIds(work.database, readInstantOrNull(filter.from), readInstantOrNull(filter.to), page);
  const found = new Map(
    (await findTransactions(work.database, ids.slice(0, page.limit))).map((transaction) => [transaction.id, transaction]),
  );
  const show = (id: string): Transaction => {
    const transaction = found.get(id);
    if (transaction === undefined) throw new Bug("a transaction of the journal is not there");
    return showTransaction(transaction);
  };
  return cutPage(ids, page.limit, { show, positionOf: (id) => id, idOf: (id) => encodeId("transaction", id) });
}

export async function getTrialBalance(work: Work, _call: Call, at: string | undefined): Promise<Result<TrialBalance>> {
  const instant = readInstantOrNull(at);
  const asOf = instant ?? work.now();
  const rows = await findTrialBalance(work.database, instant);
  const currencies = rows.map((row) => ({
    currency: row.currency,
    debits: (BigInt(row.house_debits) + BigInt(row.customer_debits)).toString(),
    credits: (BigInt(row.house_credits) + BigInt(row.customer_credits)).toString(),
    house: { debits: row.house_debits, credits: row.house_credits },
    customers: { debits: row.customer_debits, credits: row.customer_credits },
  }));
  return accepted({ as_of: asOf.toISOString(), currencies });
}
