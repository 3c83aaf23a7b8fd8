// Reads of holds: one, or a page. A principal bound to a customer sees those that touch an account of that customer.
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import type { Call } from "@ledge/shared/context";
import type { Hold, HoldFilter } from "@ledge/shared/contracts/holds";
import { decodeId, encodeId } from "@ledge/shared/ids";
import { accepted, refused, type Result } from "@ledge/shared/result";
import type { Page, PageRequest } from "@ledge/shared/schema";
import { cutPage } from "../database/page.ts";
import type { Work } from "../database/work.ts";
import { findHold, findHolds } from "./hold-queries.ts";
import { visibleAccounts } from "./visible-accounts.ts";
import { showHold } from "./show-hold.ts";
import { partyRolesOf } from "./party-roles.ts";

export async function getHold(work: Work, call: Call, holdId: string): Promise<Result<Hold, RefusalOf<"getHold">>> {
  const uuid = decodeId("hold", holdId);
  const row = uuid === null ? null : await findHold(work.database, uuid);
  const reader = row === null ? null : await partyRolesOf(work, call, row);
  return row === null || reader === null ? refused("not_found") : accepted(showHold(row, reader.isPayer));
}

export async function listHolds(work: Work, call: Call, filter: HoldFilter, page: PageRequest): Promise<Page<Hold>> {
  const { listed, own } = await visibleAccounts(work, call, filter.account);
  const rows = await findHolds(work.database, listed, filter.status, page);
  const isPayer = (source: string): boolean => own === null || own.includes(source);
  return cutPage(rows, page.limit, {
    show: (row) => showHold(row, isPayer(row.sourceAccount)),
    positionOf: (row) => row.id,
    idOf: (row) => encodeId("hold", row.id),
  });
}
