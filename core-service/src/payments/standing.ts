// Where a principal stands to a transfer or a hold: the institution sees all, a customer what touches one of its accounts.
import type { Call } from "@ledge/shared/context";
import { findAccount } from "../accounts/queries.ts";
import type { Work } from "../database/work.ts";

interface Sides {
  readonly sourceAccount: string;
  readonly destinationAccount: string;
}

export interface Standing {
  /** Sees what the payer noted for itself. */
  readonly isPayer: boolean;
  /** May collect, give back, refund. */
  readonly isPayee: boolean;
}

/** null: neither, so to this principal it is not there (law 26). */
export async function standing(work: Work, call: Call, sides: Sides): Promise<Standing | null> {
  const owner = call.principal.customerId;
  if (owner === null) return { isPayer: true, isPayee: true };
  const isPayer = (await findAccount(work.database, sides.sourceAccount, owner)) !== null;
  const isPayee = (await findAccount(work.database, sides.destinationAccount, owner)) !== null;
  return isPayer || isPayee ? { isPayer, isPayee } : null;
}
