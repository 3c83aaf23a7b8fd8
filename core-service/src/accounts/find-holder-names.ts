// The names of the customers who hold accounts. It does not judge who may see a name: that is the caller's rule.
import { findCustomerNames } from "../customers/queries.ts";
import type { Database } from "../database/connect.ts";
import { findHolders } from "./queries.ts";

/** Customers' names, by account; a house account has none. One look-up for many: a page of a statement names a thousand accounts. */
export async function findHolderNames(database: Database, accountIds: readonly string[]): Promise<Map<string, string>> {
  if (accountIds.length === 0) return new Map();
  const holders = await findHolders(database, accountIds);
  const names = await findCustomerNames(database, [...new Set(holders.values())]);
  return new Map(
    [...holders].flatMap(([account, customer]) => {
      const name = names.get(customer);
      return name === undefined ? [] : [[account, name] as const];
    }),
  );
}
