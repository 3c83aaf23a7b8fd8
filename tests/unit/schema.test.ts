// The words of all contracts: text, times, metadata and page parameters. What would come back changed, or not at all, is refused
// when it is sent.
import { createTransfer } from "@ledge/shared/contracts/transfers";
import { openAccount } from "@ledge/shared/contracts/accounts";
import { createCustomer, updateCustomer } from "@ledge/shared/contracts/customers";
import { id, metadata, pageQuery, text, time } from "@ledge/shared/schema";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";

const ACCOUNT = "acct_01jd2m8xk7e9vbt3q5w6y8z0ac";
const accepts = (schema: z.ZodType, value: unknown): boolean => schema.safeParse(value).success;

describe("text", () => {
  test.each([
    ["NUL", "a\u0000b"],
    ["a lone high surrogate", "a\ud800"],
    ["a lone low surrogate", "\udc00a"],
    ["surrogates in the wrong order", "\udc00\ud800"],
    ["nothing", ""],
    ["too much", "x".repeat(11)],
    ["no string", 7],
  ])("%s is refused", (_name, value) => {
    expect(accepts(text(10), value)).toBe(false);
  });

  test("other text comes back as it was sent", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", minLength: 1, maxLength: 10 }), (value) => {
        fc.pre(!value.includes("\u0000"));
        expect(text(40).parse(value)).toBe(value);
        expect(new TextDecoder().decode(new TextEncoder().encode(value))).toBe(value);
      }),
    );
  });
});

describe("time", () => {
  test.each([
    "2026-11-22T10:00:00Z",
    "2026-11-22T10:00:00.5Z",
    "2026-11-22T10:00:00.123Z",
    "2024-02-29T23:59:59Z",
    "2000-02-29T00:00:00Z",
    "9999-12-31T23:59:59.999Z",
  ])("%s is an instant", (value) => {
    expect(time.parse(value)).toBe(value);
  });

  test.each([
    ["an offset", "2026-11-22T10:00:00+01:00"],
    ["a zero offset", "2026-11-22T10:00:00+00:00"],
    ["no zone", "2026-11-22T10:00:00"],
    ["no time", "2026-11-22"],
    ["no seconds", "2026-11-22T10:00Z"],
    ["microseconds", "2026-11-22T10:00:00.123456Z"],
    ["a fourth digit though it is zero", "2026-11-22T10:00:00.1230Z"],
    ["a point without digits", "2026-11-22T10:00:00.Z"],
    ["a comma for a point", "2026-11-22T10:00:00,5Z"],
    ["30 February", "2026-02-30T00:00:00Z"],
    ["29 February of a common year", "2026-02-29T00:00:00Z"],
    ["29 February of 1900", "1900-02-29T00:00:00Z"],
    ["31 April", "2026-04-31T00:00:00Z"],
    ["month 13", "2026-13-01T00:00:00Z"],
    ["day 0", "2026-01-00T00:00:00Z"],
    ["24 o'clock", "2026-11-22T24:00:00Z"],
    ["a leap second", "2016-12-31T23:59:60Z"],
    ["lower case", "2026-11-22t10:00:00z"],
    ["a blank for the T", "2026-11-22 10:00:00Z"],
    ["a year of six digits", "+002026-11-22T10:00:00Z"],
    ["a negative year", "-000001-01-01T00:00:00Z"],
    ["a line feed after", "2026-11-22T10:00:00Z\n"],
    ["epoch milliseconds", 1_795_000_000_000],
    ["infinity", "infinity"],
    ["now", "now"],
  ])("%s is refused", (_name, value) => {
    expect(accepts(time, value)).toBe(false);
  });

  // Postgres has no year 0 (22008): what passes here fails there as an internal error, and poisons its batch.
  test("year 0 is refused", () => {
    expect(accepts(time, "0000-01-01T00:00:00Z")).toBe(false);
  });
});

describe("metadata", () => {
  const members = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, "v"]));
  test.each<[string, boolean, unknown]>([
    ["no member", true, {}],
    ["50 members", true, members(50)],
    ["51 members", false, members(51)],
    ["a key of 40", true, { ["k".repeat(40)]: "v" }],
    ["a key of 41", false, { ["k".repeat(41)]: "v" }],
    ["an empty key", false, { "": "v" }],
    ["a value of 500", true, { k: "v".repeat(500) }],
    ["a value of 501", false, { k: "v".repeat(501) }],
    ["an empty value", false, { k: "" }],
    ["a number", false, { k: 1 }],
    ["null", false, { k: null }],
    ["an object", false, { k: {} }],
    ["an array", false, ["v"]],
    ["NUL in a key", false, { "a\u0000": "v" }],
    ["a lone surrogate in a value", false, { a: "\ud800" }],
    ["names of Object's own", true, { constructor: "v", toString: "v", hasOwnProperty: "v" }],
  ])("whether %s is accepted: %s", (_name, ok, value) => {
    const checked = metadata.safeParse(value);
    expect(checked.success).toBe(ok);
    if (checked.success) expect(checked.data).toEqual(value);
  });

  // Either refused or kept: a member that vanishes in silence is the one thing that may not happen.
  test.each(['{"__proto__":"v","a":"b"}', '{"__proto__":{"a":1}}'])("%s loses no member in silence", (json) => {
    const sent = JSON.parse(json) as object;
    const checked = metadata.safeParse(sent);
    expect(!checked.success || Object.keys(checked.data).length === Object.keys(sent).length).toBe(true);
  });
});

describe("contracts", () => {
  test("no request body takes a member that it does not know, whatever its name", () => {
    const bodies: [z.ZodType, object][] = [
      [createTransfer, { source_account: ACCOUNT, destination_account: ACCOUNT, amount: "1", currency: "EUR" }],
      [openAccount, { kind: "house", code: "cash", currency: "EUR", normal_side: "debit" }],
      [createCustomer, { type: "person", name: "Ada" }],
      [updateCustomer, { name: "Ada" }],
    ];
    for (const [schema, body] of bodies) {
      expect(accepts(schema, body)).toBe(true);
      for (const name of ["principal", "id", "Amount", "constructor", "__proto__", ""]) {
        const more = JSON.parse(JSON.stringify(body).replace("{", `{${JSON.stringify(name)}:"1",`)) as object;
        expect(accepts(schema, more), name).toBe(false);
      }
    }
  });

  test("a change of a customer that changes nothing is refused", () => {
    expect(accepts(updateCustomer, {})).toBe(false);
  });

  test("an id of another kind or of no kind is refused", () => {
    expect(accepts(id("account"), ACCOUNT)).toBe(true);
    for (const other of [ACCOUNT.replace("acct", "cus"), ACCOUNT.toUpperCase(), `${ACCOUNT} `, 1, null, ""])
      expect(accepts(id("account"), other)).toBe(false);
  });
});

describe("page parameters", () => {
  const query = z.strictObject(pageQuery);
  test.each([
    ["1", 1],
    ["25", 25],
    ["100", 100],
  ])("a limit of %j is %i", (value, limit) => {
    expect(query.parse({ limit: value }).limit).toBe(limit);
  });
  test.each(["", "0", "-1", "101", "1.5", "abc", "Infinity", "NaN", "1,5", "true"])("a limit of %j is refused", (limit) => {
    expect(accepts(query, { limit })).toBe(false);
  });
  test.each(["1e1", "0x10", " 5 ", "5.0", "+5", "007"])("a limit of %j is refused: it is no plain number", (limit) => {
    expect(accepts(query, { limit })).toBe(false);
  });
  test("without a limit a page has 25 items", () => {
    expect(query.parse({}).limit).toBe(25);
  });
});
