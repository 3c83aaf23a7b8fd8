// Which operator key is the last permanent one, as a table of validity periods.
import { describe, expect, test } from "vitest";
import { isLastOperator } from "../../core-service/src/identity/last-operator.ts";

const NOW = new Date("2026-11-22T10:00:00Z");
const at = (hours: number): Date => new Date(NOW.getTime() + hours * 3_600_000);
const key = (id: string, expiresAt: Date | null, revokedAt: Date | null = null) => ({ id, expiresAt, revokedAt });
const self = (expiresAt: Date | null, revokedAt: Date | null = null) => key("self", expiresAt, revokedAt);

describe("an operator key", () => {
  test.each([
    ["alone, for good", self(null), [], true],
    ["alone, for a while", self(at(1)), [], true],
    ["beside another for good", self(null), [key("a", null)], false],
    ["for good beside one that expires", self(null), [key("a", at(10_000))], true],
    ["for a while beside one that lasts longer", self(at(1)), [key("a", at(2))], false],
    ["for a while beside one for good", self(at(1)), [key("a", null)], false],
    ["for a while beside one that ends with it", self(at(1)), [key("a", at(1))], false],
    ["for a while beside one that ends before it", self(at(2)), [key("a", at(1)), key("b", at(1.5))], true],
    ["beside a revoked one", self(null), [key("a", null, at(-1))], true],
    ["beside an expired one", self(at(1)), [key("a", at(-1))], true],
    ["that has itself expired", self(at(-1)), [], false],
    ["that expires now", self(NOW), [], false],
    ["that was already revoked", self(null, at(-1)), [], false],
  ])("%s: the last one is %s", (_what, one, others, isLast) => {
    expect(isLastOperator(one, [one, ...others], NOW)).toBe(isLast);
  });
});
