// Compares the posted transfer of a line with the line in the file. Pure. It compares everything that the import puts into a transfer, and must not
// show values that may be personal data.
import type { Body, Resource } from "@ledge/client";
import type { Line } from "./plan.ts";

/** The members of a transfer that a line decides. */
export type PostedTransfer = Pick<
  Resource<"createTransfer">,
  "source_account" | "destination_account" | "amount" | "effective_at" | "description" | "metadata"
>;

/**
 * Describes the first column in which a line differs from what was posted; null: there is none.
 *
 * @param expected the transfer that the line would be now, on the same account as `posted`.
 */
export function differenceOf(line: Line, expected: Body<"createTransfer">, posted: PostedTransfer): string | null {
  const [own, other] =
    line.direction === "credit"
      ? (["destination_account", "source_account"] as const)
      : (["source_account", "destination_account"] as const);
  if (posted[own] !== expected[own]) return changed("direction", line.direction === "credit" ? "debit" : "credit", line.direction);
  if (posted[other] !== expected[other]) return "operation differs: another house account was posted to";
  if (posted.amount !== expected.amount) return changed("amount_minor", posted.amount, expected.amount);
  const day = dayOf(posted.effective_at);
  if (day !== line.date) return changed("date", day, line.date);
  if (posted.description !== (expected.description ?? null)) return "operation or purpose differs";
  const members = new Set([...Object.keys(posted.metadata), ...Object.keys(expected.metadata ?? {})]);
  const member = [...members].find((name) => posted.metadata[name] !== expected.metadata?.[name]);
  return member === undefined ? null : `${member} differs`;
}

export const changed = (column: string, was: string, is: string): string => `${column} was ${was} and is now ${is}`;

/** The day of an instant as the file has it; the instant itself where it is not the beginning of a day in UTC. */
const dayOf = (instant: string): string => new Date(instant).toISOString().replace(/T00:00:00\.000Z$/, "");
