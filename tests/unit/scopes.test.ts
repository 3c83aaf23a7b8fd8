// Access by scopes (laws 23 and 26): operations on all accounts at once are reserved to the institution.
import { allows, institutionScopes, type Principal, type Scope, scopes } from "@ledge/shared/context";
import { describe, expect, test } from "vitest";

const principal = (held: readonly Scope[], customerId: string | null = null): Principal => ({
  id: "1",
  keyId: "1",
  scopes: held,
  customerId,
});

describe("a principal", () => {
  test("may do what its scopes allow, and nothing else", () => {
    for (const held of scopes.filter((scope) => scope !== "operator")) {
      expect(scopes.filter((scope) => allows(principal([held]), scope))).toEqual([held]);
    }
  });

  test("of an operator may do everything", () => {
    expect(scopes.every((scope) => allows(principal(["operator"]), scope))).toBe(true);
  });

  test("needs all scopes of an operation that has several", () => {
    const needed = ["webhooks:write", "events:read"] as const;
    expect(needed.map((one) => allows(principal([one]), ...needed))).toEqual([false, false]);
    expect([principal([...needed]), principal(["operator"])].map((one) => allows(one, ...needed))).toEqual([true, true]);
    expect(allows(principal(["accounts:read", "events:read"], "c1"), "accounts:read", "events:read")).toBe(false);
  });

  test("that is bound to a customer is never an operator's, and sees no events, whatever its scopes", () => {
    for (const scope of institutionScopes)
      expect(
        allows(
          principal(
            [...scopes].filter((one) => one !== "operator"),
            "c1",
          ),
          scope,
        ),
      ).toBe(false);
    expect(scopes.some((scope) => allows(principal([...scopes], "c1"), scope))).toBe(false);
    expect(allows(principal(["transfers:read"], "c1"), "transfers:read")).toBe(true);
  });
});
