// Decides where the import of an account continues, from its lines in the file and its entries on the ledger. Pure. Only the ledger may decide how far
// an import has come: earlier runs may have been on other machines, with shorter or longer files.
import type { Body } from "@ledge/client";
import { changed, differenceOf, type PostedTransfer } from "./line-difference.ts";
import { isTransfer, type Line } from "./plan.ts";

/** An entry of the account that belongs to a transfer with an external id. */
export interface PostedEntry {
  readonly externalId: string;
  readonly transfer: PostedTransfer;
  readonly balanceAfterMinor: bigint;
}

export type ResumePoint =
  | {
      readonly ok: true;
      /** Index of the first line that is to be posted; all lines before it are posted, or have the amount zero. */
      readonly next: number;
      /** The account's balance after each posted line, by transaction. */
      readonly balances: ReadonlyMap<string, bigint>;
      /** Posted entries that are not among the account's lines in the file. */
      readonly unlisted: readonly PostedEntry[];
    }
  /** The ledger differs from the file, so that nothing may be posted. */
  | { readonly ok: false; readonly line: Line; readonly detail: string };

/**
 * How far the lines of one account are posted.
 *
 * @param posted the account's entries, oldest first.
 * @param transferOf the transfer that a line of the account would be now.
 */
export function resumePointOf(
  lines: readonly Line[],
  posted: readonly PostedEntry[],
  transferOf: (line: Line) => Body<"createTransfer">,
): ResumePoint {
  const entries = new Map(posted.toReversed().map((entry) => [entry.externalId, entry]));
  const balances = new Map<string, bigint>();
  let next: number | null = null;
  for (const [index, line] of lines.entries()) {
    const entry = entries.get(line.transactionId);
    if (entry === undefined) {
      if (isTransfer(line)) next ??= index;
      continue;
    }
    if (next !== null) {
      return { ok: false, line: lines[next] as Line, detail: `is not posted, while later lines are, such as line ${line.line}` };
    }
    const { transfer } = entry;
    const difference = isTransfer(line) ? differenceOf(line, transferOf(line), transfer) : changed("amount_minor", transfer.amount, "0");
    if (difference !== null) return { ok: false, line, detail: `is not what was posted: ${difference}` };
    balances.set(line.transactionId, entry.balanceAfterMinor);
  }
  const listed = new Set(lines.map(({ transactionId }) => transactionId));
  const unlisted = posted.filter(({ externalId }) => !listed.has(externalId));
  return { ok: true, next: next ?? lines.length, balances, unlisted };
}
