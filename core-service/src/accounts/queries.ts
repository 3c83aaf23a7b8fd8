// All SQL of the accounts domain.
import { and, desc, eq, lt, sql } from "drizzle-orm";
import type { PageRequest } from "@ledge/shared/schema";
import type { Database } from "../database/connect.ts";
import { accounts } from "../database/schema/accounts.ts";

export type AccountRow = typeof accounts.$inferSelect;

export async function insertAccount(database: Database, row: AccountRow): Promise<void> {
  await database.insert(accounts).values(row);
}

/** The id of the house account with this code and currency; null: there is none. */
export async function findHouseAccount(database: Database, code: string, currency: string): Promise<string | null> {
  const [row] = await database
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(eq(accounts.code, code), eq(accounts.currency, currency)));
  return row?.id ?? null;
}

/** Whether a customer has this many accounts or more. Closed ones count, which are listed and read like the others. Reads no more than are asked about. */
export async function hasAsManyAccounts(database: Database, customerId: string, many: number): Promise<boolean> {
  const rows = await database.select({ id: accounts.id }).from(accounts).where(eq(accounts.customerId, customerId)).limit(many);
  return rows.length >= many;
}

/** The account if it exists and `ownerId` (null: anyone) may see it. */
export async function findAccount(database: Database, accountId: string, ownerId: string | null): Promise<AccountRow | null> {
  const [row] = await database
    .select()
    .from(accounts)
    .where(and(eq(accounts.id, accountId), ownerId === null ? undefined : eq(accounts.customerId, ownerId)));
  return row ?? null;
}

/** As findAccount, locked: no other transaction changes its terms until this one ends. */
export async function lockAccount(database: Database, accountId: string, ownerId: string | null): Promise<AccountRow | null> {
  const [row] = await database
    .select()
    .from(accounts)
    .where(and(eq(accounts.id, accountId), ownerId === null ? undefined : eq(accounts.customerId, ownerId)))
    .for("no key update");
  return row ?? null;
}

export async function changeAccount(
  database: Database,
  accountId: string,
  changes: Pick<AccountRow, "name" | "externalId" | "metadata">,
): Promise<void> {
  await database.update(accounts).set(changes).where(eq(accounts.id, accountId));
}

/** Which of the accounts of one page are a customer's. */
export async function findOwnAmong(database: Database, customerId: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await database
    .select({ id: accounts.id })
    .from(accounts)
    .where(and(sql`${accounts.id} = ANY (${sql.param(`{${ids.join(",")}}`)}::uuid[])`, eq(accounts.customerId, customerId)));
  return new Set(rows.map((row) => row.id));
}

export interface AccountRowFilter {
  readonly ownerId: string | null;
  readonly customerId: string | null;
  readonly kind: AccountRow["kind"] | undefined;
  readonly currency: string | undefined;
  readonly code: string | undefined;
  readonly externalId: string | undefined;
}

/** Newest first; `page.limit + 1` rows, so that the caller sees whether there are more. */
export async function findAccounts(database: Database, filter: AccountRowFilter, page: PageRequest): Promise<AccountRow[]> {
  return await database
    .select()
    .from(accounts)
    .where(
      and(
        filter.ownerId === null ? undefined : eq(accounts.customerId, filter.ownerId),
        filter.customerId === null ? undefined : eq(accounts.customerId, filter.customerId),
        filter.kind === undefined ? undefined : eq(accounts.kind, filter.kind),
        filter.currency === undefined ? undefined : eq(accounts.currency, filter.currency),
        filter.code === undefined ? undefined : eq(accounts.code, filter.code),
        filter.externalId === undefined ? undefined : eq(accounts.externalId, filter.externalId),
        page.before === null ? undefined : lt(accounts.id, page.before),
      ),
    )
    .orderBy(desc(accounts.id))
    .limit(page.limit + 1);
}
