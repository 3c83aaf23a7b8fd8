// Counts what an import has done and found so far, which is also printed when it was stopped. It decides nothing.
import type { Line } from "./plan.ts";

/** A file whose signs are wrong has a mismatch on every line: the first ones show what is wrong. */
const MISMATCHES_KEPT = 10;

/** A line after which the platform's balance differs from the recorded one. */
export interface Mismatch {
  readonly account: string;
  readonly line: number;
  readonly fileLine: number;
  readonly expectedMinor: bigint;
  readonly gotMinor: bigint | null;
}

/** A transaction that is posted on an account of the file, and is not in the file. */
export interface Unlisted {
  readonly account: string;
  readonly transactionId: string;
}

export interface Tally {
  posted: number;
  /** Lines that were posted before, and not again. */
  replayed: number;
  /** Lines of amount zero: nothing to post, only a balance to compare. */
  skipped: number;
  accountsDone: number;
  mismatches: number;
  readonly firstMismatches: Mismatch[];
  unlisted: number;
  firstUnlisted: Unlisted | null;
}

export const newTally = (): Tally => ({
  posted: 0,
  replayed: 0,
  skipped: 0,
  accountsDone: 0,
  mismatches: 0,
  firstMismatches: [],
  unlisted: 0,
  firstUnlisted: null,
});

/** Counts transactions that are posted on an account and are not in the file. */
export function countUnlisted(tally: Tally, account: string, transactionIds: readonly string[]): void {
  tally.unlisted += transactionIds.length;
  const [transactionId] = transactionIds;
  if (transactionId !== undefined) tally.firstUnlisted ??= { account, transactionId };
}

/** Counts a line, and compares the balance after it with the one that the bank recorded. */
export function countLine(tally: Tally, as: "posted" | "replayed" | "skipped", line: Line, gotMinor: bigint | null): void {
  tally[as] += 1;
  if (gotMinor === line.balanceAfterMinor) return;
  tally.mismatches += 1;
  if (tally.firstMismatches.length >= MISMATCHES_KEPT) return;
  const { account, fileLine, balanceAfterMinor: expectedMinor } = line;
  tally.firstMismatches.push({ account, line: line.line, fileLine, expectedMinor, gotMinor });
}
