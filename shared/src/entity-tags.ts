// The entity tag of each resource that a request can change (RFC 9110, section 8.8.3), without its quotes: reads show it, and the conditions of
// writes are judged by it. Two states that a client must not confuse must have different tags.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Account } from "./contracts/accounts.ts";
import type { ApiKey } from "./contracts/identity.ts";
import type { Hold } from "./contracts/holds.ts";
import type { Transfer } from "./contracts/transfers.ts";

const DIGEST_BYTES = 8;

/** 16 hexadecimal digits: equal values have equal digests, so a change that was reverted is no conflict. */
const digest = (value: unknown): string => bytesToHex(sha256(utf8ToBytes(JSON.stringify(value))).slice(0, DIGEST_BYTES));

/** The tag of a resource that counts its changes: customers and webhook endpoints. */
export const versionTag = ({ version }: { readonly version: number }): string => String(version);

/** What of an account its tag is made of: a key that is bound to a customer sees neither external id nor metadata. */
type Tagged = Pick<Account, "overdraft_limit" | "status" | "name" | "balance"> & Partial<Pick<Account, "external_id" | "metadata">>;

/**
 * Two digests: one of the terms (the members that PATCH may change, and the status), one of the balance; both of what the caller sees, because a
 * digest of anything else would let it be guessed. If-Match compares the terms alone,
 * because a payment must not make a change of terms stale; If-None-Match compares both. `as_of` is when the account was read, and is in neither.
 */
export function accountTag({ overdraft_limit, status, name, external_id, metadata, balance }: Tagged): string {
  // Postgres does not keep the order of jsonb's members.
  const members = metadata && Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1));
  const { posted, pending_in, pending_out, version } = balance;
  return `${digest([overdraft_limit, status, name, external_id, members])}.${digest([posted, pending_in, pending_out, version])}`;
}

/** Only a rotation and a revocation change a key. */
export const apiKeyTag = ({ rotated_to, expires_at, revoked_at }: Pick<ApiKey, "rotated_to" | "expires_at" | "revoked_at">): string =>
  digest([rotated_to, expires_at, revoked_at]);

export const holdTag = ({ status, captured_amount }: Pick<Hold, "status" | "captured_amount">): string => `${status}-${captured_amount}`;

/** The amount that was reversed: nothing else of a transfer changes. */
export const transferTag = ({ reversed_amount }: Pick<Transfer, "reversed_amount">): string => `reversed-${reversed_amount}`;
