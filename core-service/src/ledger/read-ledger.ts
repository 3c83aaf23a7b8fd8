// Reads of the whole ledger, for operators: the journal and the trial balance.
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import type { Call } from "@ledge/shared/context";
import type { RangePage } from "@ledge/shared/contracts/accounts";
import type { BooksClock, Transaction, TransactionFilter, TrialBalance } from "@ledge/shared/contracts/ledger";
import { decodeId, encodeId } from "@ledge/shared/ids";
import { accepted, refused, type Result } from "@ledge/shared/result";
import type { PageRequest } from "@ledge/shared/schema";
import { Bug } from "../database/failure.ts";
import { cutPage } from "../database/page.ts";
import { readInstant } from "../database/stored-values.ts";
import type { Work } from "../database/work.ts";
import { findFinal, findLeadMs, listedRange, pageOfRange } from "./clock.ts";
import { showTransaction } from "./show-transaction.ts";
import { findTransactionIds, findTransactions, findTrialBalance } from "./transaction-queries.ts";

export async function getTransaction(
  work: Work,
  _call: Call,
  transactionId: string,
): Promise<Result<Transaction, RefusalOf<"getTransaction">>> {
  const uuid = decodeId("transaction", transactionId);
  const [found] = uuid === null ? [] : await findTransactions(work.database, [uuid]);
  return found === undefined ? refused("not_found") : accepted(showTransaction(found));
}

export async function listTransactions(
  work: Work,
  _call: Call,
  filter: TransactionFilter,
  page: PageRequest,
): Promise<RangePage<Transaction>> {
  const range = await listedRange(work.database, filter, page);
  const ids = await findTransactionIds(work.database, range, filter.external_id, page.limit);
  const found = new Map(
    (await findTransactions(work.database, ids.slice(0, page.limit))).map((transaction) => [transaction.id, transaction]),
  );
  const show = (id: string): Transaction => {
    const transaction = found.get(id);
    if (transaction === undefined) throw new Bug("a transaction of the journal is not there");
    return showTransaction(transaction);
  };
  return pageOfRange(range, cutPage(ids, page.limit, { show, positionOf: (id) => id, idOf: (id) => encodeId("transaction", id) }));
}

export async function getTrialBalance(
  work: Work,
  _call: Call,
  at: string | undefined,
): Promise<Result<TrialBalance, RefusalOf<"getTrialBalance">>> {
  // The instant is final before it is read: the same request has the same answer from then on.
  const final = at === undefined ? null : await findFinal(work.database, readInstant(at));
  const { asOf, rows } = await findTrialBalance(work.database, final);
  const currencies = rows.map((row) => ({
    currency: row.currency,
    debits: (BigInt(row.house_debits) + BigInt(row.customer_debits)).toString(),
    credits: (BigInt(row.house_credits) + BigInt(row.customer_credits)).toString(),
    house: { debits: row.house_debits, credits: row.house_credits },
    customers: { debits: row.customer_debits, credits: row.customer_credits },
  }));
  return accepted({ as_of: asOf.toISOString(), currencies });
}

export const readClock = async ({ database }: Work): Promise<BooksClock> => ({ ahead_ms: await findLeadMs(database) });
