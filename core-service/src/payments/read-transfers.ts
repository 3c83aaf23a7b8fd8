// Reads of transfers: one, or a page. A principal bound to a customer sees those that touch an account of that customer.
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import type { Call } from "@ledge/shared/context";
import type { RangePage } from "@ledge/shared/contracts/accounts";
import type { Transfer, TransferFilter } from "@ledge/shared/contracts/transfers";
import { decodeId, encodeId } from "@ledge/shared/ids";
import { accepted, refused, type Result } from "@ledge/shared/result";
import type { PageRequest } from "@ledge/shared/schema";
import { cutPage } from "../database/page.ts";
import type { Work } from "../database/work.ts";
import { listedRange, pageOfRange } from "../ledger/clock.ts";
import { findTransfer, findTransfers } from "./queries.ts";
import { showTransfer } from "./show-transfer.ts";
import { partyRolesOf } from "./party-roles.ts";
import { visibleAccounts } from "./visible-accounts.ts";

export async function getTransfer(work: Work, call: Call, transferId: string): Promise<Result<Transfer, RefusalOf<"getTransfer">>> {
  const uuid = decodeId("transfer", transferId);
  const row = uuid === null ? null : await findTransfer(work.database, uuid);
  const reader = row === null ? null : await partyRolesOf(work, call, row);
  return row === null || reader === null ? refused("not_found") : accepted(showTransfer(row, reader.isPayer));
}

export async function listTransfers(work: Work, call: Call, filter: TransferFilter, page: PageRequest): Promise<RangePage<Transfer>> {
  const { listed, own } = await visibleAccounts(work, call, filter.account);
  const range = await listedRange(work.database, filter, page);
  const isPayer = (source: string): boolean => own === null || own.includes(source);
  const shown = cutPage(await findTransfers(work.database, listed, range, page.limit), page.limit, {
    show: (row) => showTransfer(row, isPayer(row.sourceAccount)),
    positionOf: (row) => row.id,
    idOf: (row) => encodeId("transfer", row.id),
  });
  return pageOfRange(range, shown);
}
