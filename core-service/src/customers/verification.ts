// The verification state machine of a customer, as a table. No decision leads back to pending: a review that was done stays on record.
import type { Customer, DecideVerification } from "@ledge/shared/contracts/customers";

type Verification = Customer["verification"];
type Decision = DecideVerification["decision"];

const decisions: Readonly<Record<Verification, readonly Decision[]>> = {
  pending: ["verified", "rejected"],
  verified: ["suspended", "rejected"],
  suspended: ["verified", "rejected"],
  rejected: ["verified"],
};

/** Whether a customer in `state` may be decided on as `decision`. */
export const mayDecide = (state: Verification, decision: Decision): boolean => decisions[state].includes(decision);

/** Whether a customer in `state` may neither pay nor open an account. A pending customer may do both. */
export const isBlocked = (state: Verification): boolean => state === "rejected" || state === "suspended";
