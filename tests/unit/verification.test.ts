// The state machine of a customer's verification: every state against every decision.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { afterChange, isBlocked, mayDecide } from "../../core-service/src/customers/verification.ts";

const STATES = ["pending", "verified", "suspended", "rejected"] as const;
const DECISIONS = ["verified", "suspended", "rejected"] as const;

describe("verification", () => {
  test.each<[(typeof STATES)[number], (typeof DECISIONS)[number], boolean]>([
    ["pending", "verified", true],
    ["pending", "suspended", true],
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

  test("a change of what was verified asks for a new decision, and never ends a block", () => {
    for (const state of STATES) {
      expect(afterChange(state)).not.toBe("verified");
      expect(isBlocked(afterChange(state))).toBe(isBlocked(state));
    }
  });

  test("whatever changes and decisions came before, a customer who is not blocked can be suspended", () => {
    const steps = fc.array(fc.constantFrom(...DECISIONS, "change" as const), { maxLength: 10 });
    fc.assert(
      fc.property(steps, (taken) => {
        let state: (typeof STATES)[number] = "pending";
        for (const step of taken) {
          if (step === "change") state = afterChange(state);
          else if (mayDecide(state, step)) state = step;
        }
        expect(isBlocked(state) || mayDecide(state, "suspended")).toBe(true);
      }),
    );
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
