// Reads of transfers: one by its id, or a page. A principal bound to a customer sees those that touch an account of that customer.
import type { Call } from "@ledge/shared/context";
import type { RangePage } from "@ledge/shared/contracts/accounts";
import type { Transfer, TransferFilter } from "@ledge/shared/contracts/transfers";
import { encodeId } from "@ledge/shared/ids";
import type { PageRequest } from "@ledge/shared/schema";
import { sql } from "drizzle-orm";
import { cutPage } from "../database/page.ts";
import type { ReadById } from "../database/read-by-id.ts";
import { readMinor } from "../database/stored-values.ts";
import type { Work } from "../database/work.ts";
import { listedRange, pageOfRange } from "../ledger/clock.ts";
import { accountsWithEntries } from "../ledger/queries.ts";
import { findTransfers, type TransferRow } from "../ledger/transfer-queries.ts";
import { type TransferFacts, transferOfFacts } from "./show-facts.ts";
import { showTransfer } from "./show-transfer.ts";
import { namedBy, payerOf, visibleAccounts } from "./visible-accounts.ts";

interface StoredTransfer {
  readonly id: string;
  readonly facts: TransferFacts;
  /** The sum of its reversals, in minor units. */
  readonly reversed: string;
  readonly is_payer: boolean;
}

export const getTransfer: ReadById<StoredTransfer, Transfer> = {
  kind: "transfer",
  found: (ids, owners) => sql`payments.find_transfers(${ids}, ${owners})`,
  show: ({ id, facts, reversed, is_payer: isPayer }) => showTransfer(transferOfFacts(id, facts, readMinor(reversed)), isPayer),
};

export async function listTransfers(work: Work, call: Call, filter: TransferFilter, page: PageRequest): Promise<RangePage<Transfer>> {
  const accounts = await visibleAccounts(work, call, filter.account, accountsWithEntries);
  const named = namedBy(call, filter, accounts, accountsWithEntries);
  const range = await listedRange(work.database, filter, page);
  const { rows, beyond } = await findTransfers(work.database, { ...filter, accounts, named, range }, page.limit);
  const isPayer = await payerOf(work, call, rows);
  const showing = {
    show: (row: TransferRow) => showTransfer(row, isPayer(row.sourceAccount)),
    positionOf: (row: TransferRow) => row.id,
    idOf: (row: TransferRow) => encodeId("transfer", row.id),
  };
  const shown = cutPage(rows, page.limit, showing, beyond);
  return pageOfRange(range, shown);
}
