// All SQL of the customers domain.
import type { Customer, CustomerFilter } from "@ledge/shared/contracts/customers";
import { encodeId } from "@ledge/shared/ids";
import type { PageRequest } from "@ledge/shared/schema";
import { and, desc, eq, lt } from "drizzle-orm";
import type { Database } from "../database/connect.ts";
import { customers } from "../database/schema/customers.ts";
import { readInteger, readMetadata } from "../database/stored-values.ts";

export type CustomerRow = typeof customers.$inferSelect;

export const showCustomer = (row: CustomerRow): Customer => ({
  id: encodeId("customer", row.id),
  type: row.type,
  name: row.name,
  email: row.email,
  external_id: row.externalId,
  metadata: readMetadata(row.metadata),
  verification: row.verification,
  verification_reason: row.verificationReason,
  version: readInteger(row.version),
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});

export async function insertCustomer(database: Database, row: typeof customers.$inferInsert): Promise<CustomerRow> {
  const [inserted] = await database.insert(customers).values(row).returning();
  return inserted as CustomerRow;
}

/** The customer if it exists and `ownerId` (null: anyone) may see it. */
export async function findCustomer(database: Database, customerId: string, ownerId: string | null): Promise<CustomerRow | null> {
  if (ownerId !== null && ownerId !== customerId) return null;
  const [row] = await database.select().from(customers).where(eq(customers.id, customerId));
  return row ?? null;
}

/**
 * As findCustomer, locked until the transaction ends, so that what is decided by the row is still true at the commit.
 *
 * @param strength "update" to change the customer; "share" to rely on it: many transactions may share it, and none changes it meanwhile.
 */
export async function lockCustomer(
  database: Database,
  customerId: string,
  ownerId: string | null,
  strength: "update" | "share",
): Promise<CustomerRow | null> {
  if (ownerId !== null && ownerId !== customerId) return null;
  const [row] = await database.select().from(customers).where(eq(customers.id, customerId)).for(strength);
  return row ?? null;
}

export async function changeCustomer(
  database: Database,
  row: CustomerRow,
  changes: Partial<typeof customers.$inferInsert>,
  updatedAt: Date,
): Promise<CustomerRow> {
  const [changed] = await database
    .update(customers)
    .set({ ...changes, version: row.version + 1, updatedAt })
    .where(eq(customers.id, row.id))
    .returning();
  return changed as CustomerRow;
}

/** Newest first; `limit + 1` rows, so that the caller sees whether there are more. */
export async function findCustomers(
  database: Database,
  ownerId: string | null,
  filter: CustomerFilter,
  page: PageRequest,
): Promise<CustomerRow[]> {
  return await database
    .select()
    .from(customers)
    .where(
      and(
        ownerId === null ? undefined : eq(customers.id, ownerId),
        filter.external_id === undefined ? undefined : eq(customers.externalId, filter.external_id),
        filter.verification === undefined ? undefined : eq(customers.verification, filter.verification),
        page.before === null ? undefined : lt(customers.id, page.before),
      ),
    )
    .orderBy(desc(customers.id))
    .limit(page.limit + 1);
}
