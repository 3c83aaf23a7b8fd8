// Reads of customers: one, or a page. A principal bound to a customer sees that one alone.
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import type { Call } from "@ledge/shared/context";
import type { Customer, CustomerFilter } from "@ledge/shared/contracts/customers";
import { decodeId, encodeId } from "@ledge/shared/ids";
import { accepted, refused, type Result } from "@ledge/shared/result";
import type { Page, PageRequest } from "@ledge/shared/schema";
import { cutPage } from "../database/page.ts";
import type { Work } from "../database/work.ts";
import { findCustomer, findCustomers, showCustomer } from "./queries.ts";

export async function getCustomer(work: Work, call: Call, customerId: string): Promise<Result<Customer, RefusalOf<"getCustomer">>> {
  const uuid = decodeId("customer", customerId);
  const row = uuid === null ? null : await findCustomer(work.database, uuid, call.principal.customerId);
  return row === null ? refused("not_found") : accepted(showCustomer(row));
}

export async function listCustomers(work: Work, call: Call, filter: CustomerFilter, page: PageRequest): Promise<Page<Customer>> {
  const rows = await findCustomers(work.database, call.principal.customerId, filter, page);
  return cutPage(rows, page.limit, { show: showCustomer, positionOf: (row) => row.id, idOf: (row) => encodeId("customer", row.id) });
}
