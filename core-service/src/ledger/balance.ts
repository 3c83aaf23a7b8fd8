// The public form of a balance: the one rule for every place that shows one.
import type { Balance } from "@ledge/shared/contracts/accounts";
import { availableMinor } from "@ledge/shared/money";
import { readInteger } from "../database/stored-values.ts";

export interface BalanceFigures {
  readonly currency: string;
  readonly postedMinor: bigint;
  readonly pendingInMinor: bigint;
  readonly pendingOutMinor: bigint;
  readonly version: number;
}

/** The public form of a balance at `asOf`. */
export const showBalance = (figures: BalanceFigures, asOf: Date): Balance => ({
  currency: figures.currency,
  posted: figures.postedMinor.toString(),
  pending_in: figures.pendingInMinor.toString(),
  pending_out: figures.pendingOutMinor.toString(),
  available: availableMinor(figures.postedMinor, figures.pendingOutMinor).toString(),
  version: readInteger(figures.version),
  as_of: asOf.toISOString(),
});
