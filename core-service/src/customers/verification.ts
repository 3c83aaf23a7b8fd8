// The verification state machine of a customer, as a table. Nothing leads back to pending: a review, once done, is on record.
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

/** Whether a customer in `state` may neither pay nor open an account. One who is pending may: what a review is waited for is not known here. */
export const isBlocked = (state: Verification): boolean => state === "rejected" || state === "suspended";
