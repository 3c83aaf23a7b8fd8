// What the institution decides on owners: which decision may follow which, and whom it blocks.
import type { Refusal, State, Verification } from "./terms.ts";

const following: Readonly<Record<Verification, readonly Verification[]>> = {
  pending: ["verified", "rejected"],
  verified: ["suspended", "rejected"],
  suspended: ["verified", "rejected"],
  rejected: ["verified"],
};

const verificationOf = ({ verifications }: State, owner: string): Verification => verifications.get(owner) ?? "pending";

/** Whether an owner may neither pay nor open accounts; nobody can block the institution itself. */
export const isBlocked = (state: State, owner: string | null): boolean =>
  owner !== null && ["rejected", "suspended"].includes(verificationOf(state, owner));

export const refusesDecision = (state: State, owner: string, decision: Verification): Refusal | null =>
  following[verificationOf(state, owner)].includes(decision) ? null : "verification_not_allowed";
