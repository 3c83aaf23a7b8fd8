// Signs what a receipt states: the transfer as its reader sees it, and the record of the write that made it. It must never state what `getTransfer`
// would not show to the same principal (law 26).
import type { Principal } from "@ledge/shared/context";
import type { RecordedTransfer } from "@ledge/shared/contracts/audit";
import { transfer as transferSchema } from "@ledge/shared/contracts/transfers";
import { shownTo } from "@ledge/shared/field-rights";
import { CompactSign } from "jose";
import { ALGORITHM, type ReceiptKeys } from "./keys.ts";

/** The type of the signed JSON (RFC 7515, section 4.1.9), so that no signature of another kind of document passes for one of a receipt. */
const TYPE = "ledge-receipt+json";
/** Of the form of what is signed. */
const VERSION = 1;

export interface Statement {
  /** The log's origin, whose host has the keys. */
  readonly issuer: string;
  readonly principal: Principal;
  readonly recorded: RecordedTransfer;
  readonly now: Date;
}

/** A JWS in compact serialization. */
export async function signReceipt(
  { key, kid }: ReceiptKeys["signing"],
  { issuer, principal, recorded: { transfer, logged }, now }: Statement,
): Promise<string> {
  const stated = {
    v: VERSION,
    issuer,
    issued_at: now.toISOString(),
    transfer: shownTo(principal, transferSchema, transfer),
    logged,
  };
  return await new CompactSign(new TextEncoder().encode(JSON.stringify(stated)))
    .setProtectedHeader({ alg: ALGORITHM, typ: TYPE, kid })
    .sign(key);
}
