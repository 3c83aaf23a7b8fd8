// Which party of a transfer or a hold a principal is: the institution is both, a customer is a party if it holds one of the two accounts.
import type { Call } from "@ledge/shared/context";
import { findAccount } from "../accounts/queries.ts";
import type { Work } from "../database/work.ts";

interface Sides {
  readonly sourceAccount: string;
  readonly destinationAccount: string;
}

export interface PartyRoles {
  /** Sees the external id and the metadata, which belong to the payer. */
  readonly isPayer: boolean;
  /** May capture, release and reverse. */
  readonly isPayee: boolean;
}

/** Null: the principal is neither party, so to it the transfer or hold does not exist (law 26). */
export async function partyRolesOf(work: Work, call: Call, sides: Sides): Promise<PartyRoles | null> {
  const owner = call.principal.customerId;
  if (owner === null) return { isPayer: true, isPayee: true };
  const isPayer = (await findAccount(work.database, sides.sourceAccount, owner)) !== null;
  const isPayee = (await findAccount(work.database, sides.destinationAccount, owner)) !== null;
  return isPayer || isPayee ? { isPayer, isPayee } : null;
}
