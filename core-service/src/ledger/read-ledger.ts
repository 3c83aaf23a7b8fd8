// Reads of the whole ledger, for operators: the journal and the trial balance.
import type { Call } from "@ledge/shared/context";
import type { Transaction, TransactionFilter, TrialBalance } from "@ledge/shared/contracts/ledger";
import { decodeId } from "@ledge/shared/ids";
import { accepted, refused, type Result } from "@ledge/shared/result";
import type { Page, PageRequest } from "@ledge/shared/schema";
import type { Work } from "../database/work.ts";
import { showTransaction } from "./show-transaction.ts";
import { findTransactionIds, findTransactions, findTrialBalance } from "./transaction-queries.ts";

export async function getTransaction(work: Work, _call: Call, transactionId: string): Promise<Result<Transaction>> {
  const uuid = decodeId("transaction", transactionId);
  const [found] = uuid === null ? [] : await findTransactions(work.database, [uuid]);
  return found === undefined ? refused("not_found") : accepted(showTransaction(found));
}

export async function listTransactions(work: Work, _call: Call, filter: TransactionFilter, page: PageRequest): Promise<Page<Transaction>> {
  const instant = (text: string | undefined): Date | null => (text === undefined ? null : new Date(text));
  const ids = await findTransactionIds(work.database, instant(filter.from), instant(filter.to), page);
  const shown = ids.slice(0, page.limit);
  const found = await findTransactions(work.database, shown);
  return { data: found.map(showTransaction), next: ids.length > page.limit ? (shown.at(-1) ?? null) : null };
}

export async function getTrialBalance(work: Work, _call: Call, at: string | undefined): Promise<Result<TrialBalance>> {
  const instant = at === undefined ? null : new Date(at);
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
