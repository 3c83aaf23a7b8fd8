// Reads of holds: one by its id, or a page. A principal bound to a customer sees those that touch an account of that customer.
import type { Call } from "@ledge/shared/context";
import type { Hold, HoldFilter } from "@ledge/shared/contracts/holds";
import { encodeId } from "@ledge/shared/ids";
import type { Page, PageRequest } from "@ledge/shared/schema";
import { sql } from "drizzle-orm";
import { cutPage } from "../database/page.ts";
import type { ReadById } from "../database/read-by-id.ts";
import type { Work } from "../database/work.ts";
import { accountsWithHolds } from "../ledger/queries.ts";
import { findHolds, type HoldRow } from "./hold-queries.ts";
import { type HoldFacts, holdOfFacts } from "./show-facts.ts";
import { namedBy, payerOf, visibleAccounts } from "./visible-accounts.ts";
import { showHold } from "./show-hold.ts";

interface StoredHold {
  readonly id: string;
  readonly facts: HoldFacts;
  readonly is_payer: boolean;
  /** Its time has passed, and the sweep has not run yet. */
  readonly is_expired: boolean;
}

export const getHold: ReadById<StoredHold, Hold> = {
  kind: "hold",
  found: (ids, owners) => sql`payments.find_holds(${ids}, ${owners})`,
  show({ id, facts, is_payer: isPayer, is_expired: isExpired }) {
    const row = holdOfFacts(id, facts);
    return showHold(isExpired ? { ...row, status: "expired", resolvedAt: row.expiresAt } : row, isPayer);
  },
};

export async function listHolds(work: Work, call: Call, filter: HoldFilter, page: PageRequest): Promise<Page<Hold>> {
  const accounts = await visibleAccounts(work, call, filter.account, accountsWithHolds);
  const named = namedBy(call, filter, accounts, accountsWithHolds);
  const { rows, beyond } = await findHolds(work.database, { ...filter, accounts, named }, page);
  const isPayer = await payerOf(work, call, rows);
  const showing = {
    show: (row: HoldRow) => showHold(row, isPayer(row.sourceAccount)),
    positionOf: (row: HoldRow) => row.id,
    idOf: (row: HoldRow) => encodeId("hold", row.id),
  };
  return cutPage(rows, page.limit, showing, beyond);
}
