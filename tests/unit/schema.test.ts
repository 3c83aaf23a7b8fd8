// The schemas that all contracts share: metadata, page parameters, and nullable members. A value that would come back changed, or not at all, is
// refused when it is sent.
import { createTransfer } from "@ledge/shared/contracts/transfers";
import { openAccount } from "@ledge/shared/contracts/accounts";
import { createCustomer, updateCustomer } from "@ledge/shared/contracts/customers";
import { createApiKey } from "@ledge/shared/contracts/identity";
import { createHold } from "@ledge/shared/contracts/holds";
import { createTransaction } from "@ledge/shared/contracts/ledger";
import { id, metadata, pageQuery } from "@ledge/shared/schema";
import { describe, expect, test } from "vitest";
import { z } from "zod";

const ACCOUNT = "acct_01jd2m8xk7e9vbt3q5w6y8z0ac";
const accepts = (schema: z.ZodType, value: unknown): boolean => schema.safeParse(value).success;

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
    ["a key of 40 astral characters", true, { ["𝔘".repeat(40)]: "v" }],
    ["a value of 500 astral characters", true, { k: "𝔘".repeat(500) }],
    ["a value of several lines", true, { k: "a\r\nb\tc\u2028d" }],
    ["a key of several lines", false, { "a\nb": "v" }],
    ["a key that ends with a blank", false, { "a ": "v" }],
    ["a value of blanks", false, { k: "  " }],
    ["NUL in a key", false, { "a\u0000": "v" }],
    ["a lone surrogate in a value", false, { a: "\ud800" }],
    ["names of Object's prototype", true, { constructor: "v", toString: "v", hasOwnProperty: "v" }],
  ])("whether %s is accepted: %s", (_name, ok, value) => {
    const checked = metadata.safeParse(value);
    expect(checked.success).toBe(ok);
    if (checked.success) expect(checked.data).toEqual(value);
  });

  // A member is either refused or kept. It must never vanish silently.
  test.each(['{"__proto__":"v","a":"b"}', '{"__proto__":{"a":1}}'])("%s loses no member silently", (json) => {
    const sent = JSON.parse(json) as object;
    const checked = metadata.safeParse(sent);
    expect(!checked.success || Object.keys(checked.data).length === Object.keys(sent).length).toBe(true);
  });
});

describe("contracts", () => {
  test("no request body accepts an unknown member, whatever its name", () => {
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

describe("a member that answers show as null", () => {
  const leg = { account: ACCOUNT, direction: "debit", amount: "1", currency: "EUR" };
  test.each<[string, z.ZodType, object]>([
    [
      "createTransfer",
      createTransfer,
      { source_account: ACCOUNT, destination_account: ACCOUNT, amount: "1", currency: "EUR", description: null, external_id: null },
    ],
    [
      "createHold",
      createHold,
      {
        ...{ source_account: ACCOUNT, destination_account: ACCOUNT, amount: "1", currency: "EUR" },
        ...{ description: null, external_id: null, expires_at: null },
      },
    ],
    ["createTransaction", createTransaction, { entries: [leg, leg], description: null, external_id: null }],
    ["createCustomer", createCustomer, { type: "person", name: "Ada", email: null, external_id: null }],
    ["openAccount", openAccount, { kind: "house", code: "cash", currency: "EUR", normal_side: "debit", name: null }],
    ["createApiKey", createApiKey, { name: "till", scopes: ["accounts:read"], customer_id: null, expires_at: null }],
  ])("may be sent as null: %s", (_operation, schema, body) => {
    expect(schema.safeParse(body).error).toBeUndefined();
  });
});

describe("an API key", () => {
  const words = (body: object) => createApiKey.safeParse(body).success;
  test("of the institution may have any scopes, and one of a customer none of the institution's", () => {
    const customer_id = "cus_01jd2m8xk7e9vbt3q5w6y8z0ac";
    expect(words({ name: "x", scopes: ["operator"] })).toBe(true);
    expect(words({ name: "x", scopes: ["accounts:read", "transfers:write"], customer_id })).toBe(true);
    for (const scope of ["operator", "events:read", "webhooks:read", "webhooks:write"]) {
      expect(words({ name: "x", scopes: ["accounts:read", scope], customer_id }), scope).toBe(false);
    }
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
  test.each(["1e1", "0x10", " 5 ", "5.0", "+5", "007"])("a limit of %j is refused because it is not a plain number", (limit) => {
    expect(accepts(query, { limit })).toBe(false);
  });
  test.each(["", "0", "101", "1.5", "abc", "1e1"])("the message for a limit of %j names the valid ones", (limit) => {
    const { error } = query.safeParse({ limit });
    expect(error?.issues.map(({ message }) => message)).toEqual(["must be a whole number from 1 to 100"]);
  });

  /** A key's id and a MAC. */
  const MAC = `89abcdef${"0123456789abcdef".repeat(2)}`;
  test.each([`01jd2m8x-k7e9-vbt3-q5w6-y8z0ac000000~${MAC}`, `x~${MAC}`, `7~${MAC}0`, "7", "", `7~${MAC.toUpperCase()}`, `7~${MAC}\n`])(
    "a cursor of %j is refused by its form",
    (cursor) => {
      expect(query.safeParse({ cursor }).error?.issues[0]?.message).toBe("must be the next_cursor of a page of this list");
    },
  );

  test.each([`01936f1e-7b3a-7c11-9d52-0123456789ab~${MAC}`, `42~${MAC}`])("a cursor of %j is possible", (cursor) => {
    expect(query.parse({ cursor }).cursor).toBe(cursor);
  });

  test("without a limit a page has 25 items", () => {
    expect(query.parse({}).limit).toBe(25);
  });
});
