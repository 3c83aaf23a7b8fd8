// Decides the house account on the other side of an operation's lines, with a code made from the operation's name in any script. Pure: the same
// operation must have the same account in every file and every run, because Idempotency-Keys are made from the code.
import { createHash } from "node:crypto";

/** A house account as the import opens it. */
export interface HouseAccountPlan {
  readonly code: string;
  /** The account's name, where the code does not have the whole operation; null: it does. */
  readonly name: string | null;
}

/** The form of a house account's code in the accounts contract. */
const CODE = /^[a-z][a-z0-9_.-]{0,62}$/;
const UNSPECIFIED: HouseAccountPlan = { code: "unspecified", name: null };
/** Hex digits: 64 bits are enough to distinguish the operations of any file. */
const DIGEST_LENGTH = 16;

/**
 * The account of an operation. Its code is the operation in lower case, without accents, blanks as `_`, punctuation dropped: operations that
 * differ only in those share one account. Where letters or digits would be lost, or no code is left, the code is a digest of the operation
 * and the operation is the account's name.
 */
export function houseAccountFor(operation: string): HouseAccountPlan {
  const name = operation.normalize("NFC").trim();
  if (name === "") return UNSPECIFIED;
  const folded = name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/\s+/g, "_");
  const code = folded.replace(/[^a-z0-9_.-]/g, "");
  const isWhole = !/[\p{L}\p{N}]/u.test(folded.replace(/[a-z0-9]/g, ""));
  if (isWhole && CODE.test(code)) return { code, name: null };
  return { code: `operation_${createHash("sha256").update(name).digest("hex").slice(0, DIGEST_LENGTH)}`, name };
}
