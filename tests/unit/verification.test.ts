// The state machine of a customer's verification: every state against every decision.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { mayDecide } from "../../core-service/src/customers/verification.ts";

const STATES = ["pending", "verified", "suspended", "rejected"] as const;
const DECISIONS = ["verified", "suspended", "rejected"] as const;

describe("verification", () => {
  test.each<[(typeof STATES)[number], (typeof DECISIONS)[number], boolean]>([
    ["pending", "verified", true],
    ["pending", "suspended", false],
    ["pending", "rejected", true],
    ["verified", "verified", false],
    ["verified", "suspended", true],
    ["verified", "rejected", true],
    ["suspended", "verified", true],
    ["suspended", "suspended", false],
    ["suspended", "rejected", true],
    ["rejected", "verified", true],
    ["rejected", "suspended", false],
    ["rejected", "rejected", false],
  ])("a customer who is %s may be decided on as %s: %s", (state, decision, allowed) => {
    expect(mayDecide(state, decision)).toBe(allowed);
  });

  test("no decision repeats the current state, and none leads back to pending", () => {
    for (const state of STATES) expect(mayDecide(state, state as "verified")).toBe(false);
    for (const state of STATES) expect(mayDecide(state, "pending" as "verified")).toBe(false);
  });

  test("after any decision, a customer can be verified again and can be rejected", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...DECISIONS), { maxLength: 10 }), (decisions) => {
        let state: (typeof STATES)[number] = "pending";
        for (const decision of decisions) if (mayDecide(state, decision)) state = decision;
        for (const end of ["verified", "rejected"] as const) expect(state === end || mayDecide(state, end)).toBe(true);
      }),
    );
  });
});
