// Cursors are opaque and tamper-evident: a position, the id of a key, and a MAC under it over the position, the list, its filters and the principal. So a
// cursor is valid only for the list and the principal that it was issued for, and a client cannot probe ids with cursors of its own.
import type { RangePage } from "@ledge/shared/contracts/accounts";
import { keysIn, type ListedKey } from "@ledge/shared/key-list";
import { isSameText } from "@ledge/shared/same-text";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";

/** 128 bits of MAC: forging one needs 2^127 tries on average. */
const MAC_HEX_LENGTH = 32;
const CURSOR = /^(.+)~([0-9a-f]{8})([0-9a-f]{32})$/s;

/** What a cursor is bound to. */
export interface CursorScope {
  /** The list of keys: the first one makes cursors, all of them open cursors. Null in a Worker without lists. */
  readonly keys: string | null;
  readonly principalId: string;
  readonly path: string;
  /** The query without paging parameters. */
  readonly filter: Readonly<Record<string, unknown>>;
}

/** The position of a cursor, or null when the cursor was not issued for this scope. */
export function openCursor(scope: CursorScope, cursor: string): string | null {
  const keys = keysOf(scope);
  const [, position = "", id, given = ""] = CURSOR.exec(cursor) ?? [];
  const key = keys.find((one) => one.id === id);
  return key !== undefined && isSameText(given, mac(key, scope, position)) ? position : null;
}

function sealCursor(scope: CursorScope, position: string): string {
  const [key] = keysOf(scope);
  return `${position}~${key.id}${mac(key, scope, position)}`;
}

/** A page of core-service in the form of the API, with its cursor. */
export const sealPage = <Item>(scope: CursorScope, page: RangePage<Item>) => ({
  data: page.data,
  has_more: page.next !== null,
  next_cursor: page.next === null ? null : sealCursor(scope, page.next),
  ...(page.unreadable === undefined ? {} : { unreadable: page.unreadable }),
  ...(page.to === undefined ? {} : { to: page.to }),
});

function keysOf({ keys }: CursorScope): readonly [ListedKey, ...ListedKey[]] {
  if (keys === null) throw new TypeError("a list in a Worker without cursor keys");
  return keysIn("CURSOR_KEY", keys);
}

function mac({ text }: ListedKey, scope: CursorScope, position: string): string {
  const filter = Object.entries(scope.filter)
    .filter(([, value]) => value !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  const message = JSON.stringify([scope.principalId, scope.path, filter, position]);
  return bytesToHex(hmac(sha256, utf8ToBytes(text), utf8ToBytes(message))).slice(0, MAC_HEX_LENGTH);
}
