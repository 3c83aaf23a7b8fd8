// The accounts whose transfers and holds a list shows to a principal, and on which side of each the principal is. As queries and never as lists of
// ids, because a customer may have any number of accounts.
import type { Call } from "@ledge/shared/context";
import { decodeId } from "@ledge/shared/ids";
import { type SQL, sql } from "drizzle-orm";
import { findAccount, findOwnAmong } from "../accounts/queries.ts";
import type { Named } from "../database/named-ids.ts";
import type { Work } from "../database/work.ts";

/**
 * The ids of the accounts whose transfers and holds are listed, as a query with the column `id`; null: all. For an account that does not exist, or
 * is not the principal's, nothing is listed.
 *
 * @param ofOwner the accounts of a customer that have something of what is listed: a search in an account costs some tens of times what it costs to
 * see that the account has nothing.
 */
export async function visibleAccounts(
  work: Work,
  call: Call,
  account: string | undefined,
  ofOwner: (ownerId: string) => SQL,
): Promise<SQL | null> {
  const owner = call.principal.customerId;
  if (account === undefined) return owner === null ? null : ofOwner(owner);
  const uuid = decodeId("account", account);
  const row = uuid === null ? null : await findAccount(work.database, uuid, owner);
  return row === null ? sql`SELECT NULL::uuid AS id WHERE false` : sql`SELECT ${row.id}::uuid AS id`;
}

/**
 * How a list by an external id is searched; null: it is not asked for one.
 *
 * @param accounts those of visibleAccounts.
 */
export function namedBy(
  { principal }: Call,
  filter: { readonly account?: string | undefined; readonly external_id?: string | undefined },
  accounts: SQL | null,
  ofOwner: (ownerId: string) => SQL,
): Named | null {
  if (filter.external_id === undefined) return null;
  return {
    externalId: filter.external_id,
    payers: principal.customerId === null ? null : ofOwner(principal.customerId),
    touching: filter.account === undefined ? null : accounts,
  };
}

/** Whether the principal is the payer, by the source account of a row of this page. The institution is the payer of everything. */
export async function payerOf(
  work: Work,
  call: Call,
  rows: readonly { readonly sourceAccount: string }[],
): Promise<(source: string) => boolean> {
  const owner = call.principal.customerId;
  if (owner === null) return () => true;
  const own = await findOwnAmong(
    work.database,
    owner,
    rows.map(({ sourceAccount }) => sourceAccount),
  );
  return (source) => own.has(source);
}
