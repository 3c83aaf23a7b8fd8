// If-Match and If-None-Match: their syntax (RFC 9110, sections 8.8.3, 13.1.1 and 13.1.2) and their evaluation (section 13.2.2).
import { accountTag, apiKeyTag, holdTag } from "@ledge/shared/entity-tags";
import { type Precondition, type Unmet, unmetCondition } from "@ledge/shared/precondition";
import { describe, expect, test } from "vitest";
import { readPrecondition } from "../../workers/kit/src/preconditions.ts";
import { unconditional } from "../support/unconditional.ts";

const read = (headers: Record<string, string>) => readPrecondition(new Headers(headers));
const tagsIn = (value: string) => {
  const found = read({ "If-Match": value });
  return found.ok ? found.precondition.ifMatch : found.faults;
};

describe("a condition", () => {
  test("that is absent requires nothing", () => {
    expect(read({})).toEqual({ ok: true, precondition: unconditional });
  });

  test.each<[string, string | string[]]>([
    ['"1"', ["1"]],
    [' "1" ', ["1"]],
    ['W/"1"', ["1"]],
    ['"1", "2"', ["1", "2"]],
    ['"1","1",W/"1"', ["1"]],
    ['"1" ,\t"2"', ["1", "2"]],
    [',, "1",,"2" ,', ["1", "2"]],
    ["*", "any"],
    [" * ", "any"],
    ['"*"', ["*"]],
    ['"W/"', ["W/"]],
    ['"a,b"', ["a,b"]],
    ['"a\\"', ["a\\"]],
    ["", []],
    [",", []],
    // The platform's tags are never empty, long or beyond ASCII: such a tag is well-formed and matches nothing.
    ['""', []],
    [`"${"1".repeat(65)}", "2"`, ["2"]],
    ['"\u00e9", "2"', ["2"]],
  ])("%j names %j", (value, tags) => {
    expect(tagsIn(value)).toEqual(tags);
  });

  test.each([
    ["no quotes", "1"],
    ["a quote that does not end", '"1'],
    ["a quote that does not begin", '1"'],
    ["a small w", 'w/"1"'],
    ["a blank after W/", 'W/ "1"'],
    ["a blank in a tag", '"1 2"'],
    ["a tab in a tag", '"1\t2"'],
    ["no comma", '"1" "2"'],
    ["a semicolon", '"1";"2"'],
    ["any and one", '*, "1"'],
    ["any twice", "**"],
    ["a tag and a word", '"1", gzip'],
  ])("with %s is a fault of the request, by its name", (_what, value) => {
    const detail = 'must be * or a list of entity tags in quotes, such as "1"';
    expect(tagsIn(value)).toEqual([{ parameter: "If-Match", detail }]);
    expect(read({ "If-None-Match": value })).toEqual({ ok: false, faults: [{ parameter: "If-None-Match", detail }] });
    expect(read({ "If-Match": value, "If-None-Match": value })).toMatchObject({ faults: [{}, {}] });
  });

  test("of 64 KiB of nonsense is parsed quickly", () => {
    for (const nonsense of [" ", ",", '"', 'W/"', '"1" ', '"1",']) {
      const value = `${nonsense.repeat(65_536 / nonsense.length)}x`;
      expect(tagsIn(`"0"${value}`)).toEqual([expect.objectContaining({ parameter: "If-Match" })]);
    }
  });
});

const asked = (conditions: Partial<Precondition>): Precondition => ({ ...unconditional, ...conditions });

describe("the decision", () => {
  test.each<[string, Partial<Precondition>, string | null, Unmet | null]>([
    ["nothing asked", {}, "1", null],
    ["this version", { ifMatch: ["1"] }, "1", null],
    ["this version among others", { ifMatch: ["0", "1"] }, "1", null],
    ["another version", { ifMatch: ["0"] }, "1", "if_match"],
    ["a number that is written differently", { ifMatch: ["01"] }, "1", "if_match"],
    ["a tag with the same beginning", { ifMatch: ["1.0", "11", "1-0"] }, "1", "if_match"],
    ["no tag of the list", { ifMatch: [] }, "1", "if_match"],
    ["any version", { ifMatch: "any" }, "1", null],
    ["any version of a resource without a tag", { ifMatch: "any" }, null, null],
    ["a version of a resource without a tag", { ifMatch: ["1", "null"] }, null, "if_match"],
    ["none but another version", { ifNoneMatch: ["0"] }, "1", null],
    ["not this version", { ifNoneMatch: ["0", "1"] }, "1", "if_none_match"],
    ["no version at all", { ifNoneMatch: "any" }, "1", "if_none_match"],
    ["no version of a resource without a tag", { ifNoneMatch: "any" }, null, "if_none_match"],
    ["not a version of a resource without a tag", { ifNoneMatch: ["1"] }, null, null],
    ["both, which hold", { ifMatch: ["1"], ifNoneMatch: ["0"] }, "1", null],
    ["both, of which the first does not hold", { ifMatch: ["0"], ifNoneMatch: ["1"] }, "1", "if_match"],
    ["both, of which the second does not hold", { ifMatch: ["1"], ifNoneMatch: ["1"] }, "1", "if_none_match"],
    ["nothing, where a version is required", { isRequired: true }, "1", "required"],
    ["only not a version, where a version is required", { isRequired: true, ifNoneMatch: ["1"] }, "1", "required"],
    ["any version, where one is required", { isRequired: true, ifMatch: "any" }, "1", null],
  ])("%s", (_what, conditions, tag, unmet) => {
    expect(unmetCondition(asked(conditions), tag)).toBe(unmet);
  });

  test("of If-Match compares the version of a tag, and of If-None-Match the whole tag", () => {
    expect(unmetCondition(asked({ ifMatch: ["terms.balance"] }), "terms.balance")).toBe(null);
    expect(unmetCondition(asked({ ifMatch: ["terms.other"] }), "terms.balance")).toBe(null);
    expect(unmetCondition(asked({ ifMatch: ["terms"] }), "terms.balance")).toBe(null);
    expect(unmetCondition(asked({ ifMatch: ["other.balance", "balance", ".balance"] }), "terms.balance")).toBe("if_match");
    expect(unmetCondition(asked({ ifNoneMatch: ["terms.other", "terms"] }), "terms.balance")).toBe(null);
    expect(unmetCondition(asked({ ifNoneMatch: ["terms.balance"] }), "terms.balance")).toBe("if_none_match");
  });
});

describe("the tag of", () => {
  const balance = {
    currency: "EUR",
    posted: "5",
    pending_in: "0",
    pending_out: "0",
    available: "5",
    version: 1,
    as_of: "2026-11-22T10:00:00Z",
  };
  const terms = { overdraft_limit: "0", status: "open", name: null, metadata: { a: "1", b: "2" } } as const;
  const account = { id: "acct_1", kind: "customer", customer_id: null, code: null, currency: "EUR", normal_side: "credit" } as const;
  const tagOf = (changed: object, posted: object = {}): readonly string[] =>
    accountTag({ ...account, ...terms, ...changed, balance: { ...balance, ...posted } }).split(".");

  test("an account changes in its first part with each of its terms, and in its second with each figure of its balance", () => {
    const before = tagOf({});
    for (const changed of [
      { overdraft_limit: "1" },
      { overdraft_limit: null },
      { status: "frozen" },
      { name: "Rent" },
      { metadata: { a: "1" } },
    ])
      expect([tagOf(changed)[0] === before[0], tagOf(changed)[1]]).toEqual([false, before[1]]);
    for (const posted of [{ posted: "6" }, { pending_in: "1" }, { pending_out: "1" }, { version: 2 }])
      expect([tagOf({}, posted)[0], tagOf({}, posted)[1] === before[1]]).toEqual([before[0], false]);
    expect(tagOf({ metadata: { b: "2", a: "1" } }, { as_of: "2027-01-01T00:00:00Z" })).toEqual(before);
    expect(before.join(".")).toMatch(/^[0-9a-f]{16}\.[0-9a-f]{16}$/);
  });

  test("an API key changes when it is rotated, revoked or gets another end, and that of a hold with its captured amount and its end", () => {
    const keys = [
      { rotated_to: null, expires_at: null, revoked_at: null },
      { rotated_to: "key_01jd2m8xk7e9vbt3q5w6y8z0ac", expires_at: null, revoked_at: null },
      { rotated_to: null, expires_at: "2026-11-22T10:00:00.000Z", revoked_at: null },
      { rotated_to: null, expires_at: null, revoked_at: "2026-11-22T10:00:00.000Z" },
    ].map(apiKeyTag);
    const holds = (["open", "released", "captured"] as const).flatMap((status) =>
      ["0", "5"].map((captured_amount) => holdTag({ status, captured_amount })),
    );
    expect([new Set(keys).size, new Set(holds).size]).toEqual([4, 6]);
  });
});
