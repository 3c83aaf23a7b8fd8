// The institution's decisions about owners: which decision may follow which, and which owners are blocked.
import type { Refusal, State, Verification } from "./terms.ts";

const following: Readonly<Record<Verification, readonly Verification[]>> = {
  pending: ["verified", "suspended", "rejected"],
  verified: ["suspended", "rejected"],
  suspended: ["verified", "rejected"],
  rejected: ["verified"],
};

const verificationOf = ({ verifications }: State, owner: string): Verification => verifications.get(owner) ?? "pending";

/** Whether an owner may neither pay nor open accounts. The institution itself cannot be blocked. */
export const isBlocked = (state: State, owner: string | null): boolean =>
  owner !== null && ["rejected", "suspended"].includes(verificationOf(state, owner));

export const refusesDecision = (state: State, owner: string, decision: Verification): Refusal | null =>
  following[verificationOf(state, owner)].includes(decision) ? null : "verification_not_allowed";
