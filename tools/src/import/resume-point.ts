// Where an account's import goes on: its lines in the file beside its lines on the ledger. Pure; it decides and posts nothing. The ledger
// alone says how far an import came, whichever run, machine or length of the file that was.
import { isTransfer, type Line } from "./plan.ts";
import { effectiveAt } from "./requests.ts";

/** One entry of the account that belongs to a transfer with an external id, as the platform shows it. */
export interface PostedEntry {
  readonly externalId: string;
  /** The direction of the entry on the account: credit is money in. */
  readonly direction: "credit" | "debit";
  readonly amountMinor: bigint;
  /** RFC 3339 */
  readonly effectiveAt: string;
  readonly balanceAfterMinor: bigint;
}

export type ResumePoint =
  | {
      readonly ok: true;
      /** Index of the first line that is to be posted; all before it are posted, or of amount zero. */
      readonly next: number;
      /** The account's balance after each posted line, by transaction. */
      readonly balances: ReadonlyMap<string, bigint>;
    }
  /** The ledger holds something else than the file says: nothing may be posted on top of it. */
  | { readonly ok: false; readonly line: Line; readonly detail: string };

/**
 * How far the lines of one account are posted.
 *
 * @param posted the account's entries, oldest first. Those of other origin than the file are passed over.
 * @param lineOf the file's line of a transaction, on whichever account.
 */
export function resumePointOf(
  lines: readonly Line[],
  posted: readonly PostedEntry[],
  lineOf: (transactionId: string) => Line | undefined,
): ResumePoint {
  const account = lines[0]?.account;
  for (const { externalId } of posted) {
    const line = lineOf(externalId);
    if (line !== undefined && line.account !== account) {
      return { ok: false, line, detail: `is posted on account ${account} already, as transaction ${externalId}` };
    }
  }
  const entries = new Map(posted.toReversed().map((entry) => [entry.externalId, entry]));
  const balances = new Map<string, bigint>();
  let next: number | null = null;
  for (const [index, line] of lines.entries()) {
    if (!isTransfer(line)) continue;
    const entry = entries.get(line.transactionId);
    if (entry === undefined) {
      next ??= index;
      continue;
    }
    if (next !== null) {
      return { ok: false, line: lines[next] as Line, detail: `is not posted, while later lines are, such as line ${line.line}` };
    }
    const difference = differenceOf(line, entry);
    if (difference !== null) return { ok: false, line, detail: `is not what was posted: ${difference}` };
    balances.set(line.transactionId, entry.balanceAfterMinor);
  }
  return { ok: true, next: next ?? lines.length, balances };
}

/** The first fact of money in which a line and its entry differ, in words. */
function differenceOf(line: Line, entry: PostedEntry): string | null {
  if (entry.direction !== line.direction) return `a ${entry.direction}, and now a ${line.direction}`;
  if (entry.amountMinor !== line.amountMinor) return `an amount of ${entry.amountMinor}, and now ${line.amountMinor}`;
  if (Date.parse(entry.effectiveAt) !== Date.parse(effectiveAt(line.date))) return `dated ${entry.effectiveAt}, and now ${line.date}`;
  return null;
}
