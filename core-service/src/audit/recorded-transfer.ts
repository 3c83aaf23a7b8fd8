// A transfer as its reader sees it, with the record of the write that made it: what a receipt states.
import type { Call } from "@ledge/shared/context";
import type { RecordedTransfer } from "@ledge/shared/contracts/audit";
import type { RefusalOf } from "@ledge/shared/contracts/refusals";
import { decodeId } from "@ledge/shared/ids";
import { accepted, type Result } from "@ledge/shared/result";
import { toBase64 } from "@ledge/shared/transparency/encoding";
import { Bug } from "../database/failure.ts";
import { readOne } from "../database/read-by-id.ts";
import type { Work } from "../database/work.ts";
import { getTransfer } from "../payments/read-transfers.ts";
import { findMaker } from "./queries.ts";
import { entryOf, sequenceAll } from "./read-records.ts";
import { showLogged } from "./show-record.ts";

export async function getRecordedTransfer(
  work: Work,
  call: Call,
  transferId: string,
): Promise<Result<RecordedTransfer, RefusalOf<"getTransferReceipt">>> {
  const read = await readOne(work, call, getTransfer, transferId);
  if (!read.ok) return read;
  const uuid = decodeId("transfer", transferId) ?? "";
  // What was committed before this request has its place in the log at the latest now.
  const row = (await findMaker(work.database, uuid)) ?? (await sequenceAll(work.database), await findMaker(work.database, uuid));
  if (row === null) throw new Bug("a transfer without a record");
  // The record says who paid on whose behalf, and of a batch all of its transfers: of a payee they are none of the own (law 26).
  const { customerId } = call.principal;
  const isAuthor = customerId === null || customerId === row.customer;
  const logged = showLogged(row);
  return accepted({ transfer: read.value, logged: isAuthor ? logged : { index: logged.index, entry: toBase64(entryOf(logged)) } });
}
