// Cursors are opaque and tamper-evident: a position, and a MAC over it, the list, its filters and the principal. So a cursor is valid only for
// the list and the principal that it was issued for, and a client cannot probe ids with cursors of its own.
import type { RangePage } from "@ledge/shared/contracts/accounts";
import { isSameText } from "@ledge/shared/same-text";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** 128 bits of MAC: forging one needs 2^127 tries on average. */
const MAC_HEX_LENGTH = 32;

/** What a cursor is bound to. */
export interface CursorScope {
  /** Null in a Worker without lists. */
  readonly key: string | null;
  readonly principalId: string;
  readonly path: string;
  /** The query without paging parameters. */
  readonly filter: Readonly<Record<string, unknown>>;
}

/** The position of a cursor, or null when the cursor was not issued for this scope. */
export function openCursor(scope: CursorScope, cursor: string): string | null {
  const separator = cursor.lastIndexOf("~");
  const position = cursor.slice(0, separator);
  return separator > 0 && isSameText(cursor.slice(separator + 1), mac(scope, position)) ? position : null;
}

const sealCursor = (scope: CursorScope, position: string): string => `${position}~${mac(scope, position)}`;

/** A page of core-service in the form of the API, with its cursor. */
export const sealPage = <Item>(scope: CursorScope, page: RangePage<Item>) => ({
  data: page.data,
  has_more: page.next !== null,
  next_cursor: page.next === null ? null : sealCursor(scope, page.next),
  ...(page.unreadable === undefined ? {} : { unreadable: page.unreadable }),
  ...(page.to === undefined ? {} : { to: page.to }),
});

function mac(scope: CursorScope, position: string): string {
  if (scope.key === null || scope.key === "") throw new TypeError("a list in a Worker without a cursor key");
  const filter = Object.entries(scope.filter)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const message = JSON.stringify([scope.principalId, scope.path, filter, position]);
  return bytesToHex(hmac(sha256, utf8ToBytes(scope.key), utf8ToBytes(message))).slice(0, MAC_HEX_LENGTH);
}
