// The verification state machine of a customer, as a table. No decision leads back to pending: only a changed name does, which nobody has reviewed.
import type { Customer, DecideVerification } from "@ledge/shared/contracts/customers";

type Verification = Customer["verification"];
type Decision = DecideVerification["decision"];

const decisions: Readonly<Record<Verification, readonly Decision[]>> = {
  // A pending customer may have been verified under another name: who must be suspended can be, however often they change it.
  pending: ["verified", "suspended", "rejected"],
  verified: ["suspended", "rejected"],
  suspended: ["verified", "rejected"],
  rejected: ["verified"],
};

/** Whether a customer in `state` may be decided on as `decision`. */
export const mayDecide = (state: Verification, decision: Decision): boolean => decisions[state].includes(decision);

/**
 * The verification after a change of what was verified. A customer who is blocked stays so, under any name: otherwise a change would be a way out.
 */
export const afterChange = (state: Verification): Verification => (state === "verified" ? "pending" : state);

/** Whether a customer in `state` may neither pay nor open an account. A pending customer may do both. */
export const isBlocked = (state: Verification): boolean => state === "rejected" || state === "suspended";
