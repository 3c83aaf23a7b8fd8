// The version of an account's terms: what PATCH may change and its status, without the balance, which changes with every payment.
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import type { Account } from "./contracts/accounts.ts";

const TAG_BYTES = 8;

/** The terms' tag, 16 hexadecimal digits: equal terms have equal tags, so a change that was taken back is no conflict. */
export function termsTag({
  overdraft_limit,
  status,
  name,
  metadata,
}: Pick<Account, "overdraft_limit" | "status" | "name" | "metadata">): string {
  // Postgres keeps jsonb's members in an order of its own.
  const members = Object.entries(metadata).sort(([a], [b]) => (a < b ? -1 : 1));
  return bytesToHex(sha256(utf8ToBytes(JSON.stringify([overdraft_limit, status, name, members]))).slice(0, TAG_BYTES));
}
