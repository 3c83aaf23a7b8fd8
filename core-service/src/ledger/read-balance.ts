// The current balance of an account, as ledger.find_balances finds it for many at once.
import type { Balance } from "@ledge/shared/contracts/accounts";
import { sql } from "drizzle-orm";
import type { ReadById } from "../database/read-by-id.ts";
import { readInstant, readInteger, readMinor } from "../database/stored-values.ts";
import { type BalanceFigures, showBalance } from "./balance.ts";

/** Figures of a balance in JSON: 64-bit amounts as text. */
export interface StoredFigures {
  readonly currency: string;
  readonly posted: string;
  readonly pending_in: string;
  readonly pending_out: string;
  readonly version: number;
  /** The recorded time at which it was read. */
  readonly as_of: string;
}

/** @throws Bug when a figure cannot be read. */
export const readFigures = (stored: Omit<StoredFigures, "as_of">): BalanceFigures => ({
  currency: stored.currency,
  postedMinor: readMinor(stored.posted),
  pendingInMinor: readMinor(stored.pending_in),
  pendingOutMinor: readMinor(stored.pending_out),
  version: readInteger(stored.version),
});

export const getBalance: ReadById<StoredFigures, Balance> = {
  kind: "account",
  found: (ids, owners) => sql`ledger.find_balances(${ids}, ${owners})`,
  show: (stored) => showBalance(readFigures(stored), readInstant(stored.as_of)),
};
