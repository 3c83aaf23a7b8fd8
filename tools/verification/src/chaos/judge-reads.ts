// What a read must not show: a state from before one that an answer has shown already. Pure.

export type ReadLaw = "a read shows what was acknowledged before it";

/** How far a resource has come. It never goes back. */
export interface Stage {
  /** The version of an account or a customer, or how much of a hold was captured, or of a transfer reversed. */
  readonly reached: number;
  /** The status in which a hold has ended, which it keeps; null: it may go on, or is no hold. */
  readonly ended: string | null;
}

/** The members of a document by which it shows a stage. A balance is one by itself. */
export interface Staged {
  readonly status?: string;
  readonly version?: number;
  readonly available?: string;
  readonly balance?: { readonly version: number; readonly available: string };
  readonly captured_amount?: string;
  readonly reversed_amount?: string;
}

/** The stage that a document shows; null: it is of a kind that has none. */
export function stageIn({ status, version, balance, captured_amount: captured, reversed_amount: reversed }: Staged): Stage | null {
  const reached = version ?? balance?.version ?? captured ?? reversed;
  if (reached === undefined) return null;
  const isOver = captured !== undefined && status !== undefined && status !== "open";
  return { reached: Number(reached), ended: isOver ? status : null };
}

export const later = (one: Stage, other: Stage): Stage => ({
  reached: Math.max(one.reached, other.reached),
  ended: one.ended ?? other.ended,
});

/** Describes how what was read lies before what was known when the read began; null: it does not. */
export function goneBack(known: Stage, read: Stage): string | null {
  if (read.reached < known.reached) return `at ${read.reached} after ${known.reached} was acknowledged`;
  if (known.ended !== null && read.ended !== known.ended) return `as ${read.ended ?? "open"} after ${known.ended} was acknowledged`;
  return null;
}
