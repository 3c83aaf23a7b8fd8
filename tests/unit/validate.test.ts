// Validation of requests: unknown members and parameters are refused by name and place, and no fault repeats what was sent.
import { openAccount } from "@ledge/shared/contracts/accounts";
import { createApiKey } from "@ledge/shared/contracts/identity";
import { metadata, pageQuery } from "@ledge/shared/schema";
import { createTransfer } from "@ledge/shared/contracts/transfers";
import { accepted } from "@ledge/shared/result";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { operation } from "../../workers/kit/src/operation.ts";
import { validate } from "../../workers/kit/src/validate.ts";

const base = {
  operationId: "createTransfer",
  method: "post",
  path: "/v1/test",
  summary: "",
  description: "",
  tag: "",
  scope: "operator",
} as const;
const success = { status: 200, schema: z.unknown(), description: "" } as const;
const handle = async () => accepted(null);
const list = operation<object>()({
  ...base,
  method: "get",
  query: z.strictObject({ ...pageQuery, kind: z.enum(["a", "b"]).optional() }),
  success,
  handle,
});
const write = operation<object>()({
  ...base,
  body: z.strictObject({
    name: z.string().max(3),
    inner: z.strictObject({ a: z.string() }).optional(),
    many: z.array(z.strictObject({ b: z.string() })).optional(),
  }),
  success,
  handle,
});
const bare = operation<object>()({ ...base, success, handle });

/** What a request is validated by. */
const sent = (body: string | null, search = "") => ({ search, body: body === null ? null : new TextEncoder().encode(body) });
const get = (query: string) => validate(list, sent(null, query), {});
const post = (body: string, query = "") => validate(write, sent(body, query), {});
const faultsOf = (validated: ReturnType<typeof post>) => (validated.ok ? [] : validated.faults);

describe("validation", () => {
  test.each<[string, string[]]>([
    ['{"name":"x","nmae":"y"}', ["/nmae"]],
    ['{"name":"x","a/b":1,"c~d":2}', ["/a~1b", "/c~0d"]],
    ['{"name":"x","inner":{"a":"1","b":"2"}}', ["/inner/b"]],
    ['{"name":"x","many":[{"b":"1"},{"b":"1","c":1}]}', ["/many/1/c"]],
    ['{"name":"x","__proto__":{"name":"y"}}', ["/__proto__"]],
    ['{"name":"x","":1}', ["/"]],
  ])("the unknown members of %s are refused, each at its pointer", (body, pointers) => {
    const faults = faultsOf(post(body));
    expect(faults).toEqual(pointers.map((pointer) => ({ pointer, detail: "is unknown" })));
  });

  test.each<[string, string]>([
    ["{}", "/name"],
    ['{"name":1}', "/name"],
    ['{"name":"x","many":{}}', "/many"],
    ['{"name":"x","many":[{"b":2}]}', "/many/0/b"],
    ["[]", ""],
    ["null", ""],
    ['"text"', ""],
    ["", ""],
    ['{"name":"x","name":"y"}', "/name"],
    ['{"name":"x","inner":{"a":"1","\\u0061":"2"}}', "/inner/a"],
  ])("the fault of %j is at %j", (body, pointer) => {
    const faults = faultsOf(post(body));
    expect(faults.map((fault) => fault.pointer)).toEqual([pointer]);
  });

  test("all faults of body and query are reported at once", () => {
    const faults = faultsOf(post('{"name":1,"x":2,"inner":{}}', "?q=1"));
    expect(faults.map((fault) => fault.pointer ?? fault.parameter).sort()).toEqual(["/inner/a", "/name", "/x", "q"]);
  });

  test.each<[string, string, string]>([
    ["?knid=a", "knid", "is unknown"],
    ["?__proto__=a", "__proto__", "is unknown"],
    ["?constructor=a", "constructor", "is unknown"],
    ["?Limit=5", "Limit", "is unknown"],
    ["?limit=5&limit=5", "limit", "appears twice"],
    ["?limit=5&%6cimit=6", "limit", "appears twice"],
    ["?kind=a&kind=", "kind", "appears twice"],
    ["?=", "", "is unknown"],
  ])("the query %s is refused: %s %s", (query, parameter, detail) => {
    expect(faultsOf(get(query))).toEqual([{ parameter, detail }]);
  });

  test.each<[string, string]>([
    ["?limit=0", "limit"],
    ["?limit=abc", "limit"],
    ["?kind=c", "kind"],
    [`?cursor=${"x".repeat(1_025)}`, "cursor"],
  ])("a bad value in %.20s is a fault of the parameter", (query, parameter) => {
    expect(faultsOf(get(query)).map((fault) => fault.parameter)).toEqual([parameter]);
  });

  test("an operation without a query accepts no parameter", () => {
    expect(validate(bare, sent("", "?a=1"), {})).toEqual({ ok: false, faults: [{ parameter: "a", detail: "is unknown" }] });
  });

  test.each<[string, string[]]>([
    ["", []],
    ["{}", []],
    ['{"amount":"5"}', ["/amount"]],
    ["[]", [""]],
    ["amount=5", [""]],
  ])("an operation without a body accepts none with members: %s", (body, pointers) => {
    const result = validate(bare, sent(body), {});
    expect(result.ok ? [] : result.faults.map(({ pointer }) => pointer)).toEqual(pointers);
    if (result.ok) expect(result.input.body).toBeUndefined();
  });

  test("valid input passes with its defaults", () => {
    expect(get("?kind=b")).toEqual({ ok: true, input: { body: undefined, query: { kind: "b", limit: 25 }, params: {} } });
    expect(post('{"name":"x"}')).toEqual({ ok: true, input: { body: { name: "x" }, query: undefined, params: {} } });
  });

  test.each<[string, string, string]>([
    ["{}", "/name", "is required"],
    ['{"name":null}', "/name", "must be a string, not null"],
    ['{"name":1}', "/name", "must be a string, not a number"],
    ['{"name":[]}', "/name", "must be a string, not an array"],
    ['{"name":"x","many":{}}', "/many", "must be an array, not an object"],
    ['{"name":"x","inner":true}', "/inner", "must be an object, not true"],
    ["[]", "", "must be an object, not an array"],
  ])("the message for %s at %j is %j", (body, pointer, detail) => {
    expect(faultsOf(post(body))).toEqual([{ pointer, detail }]);
  });

  const worded = (schema: z.ZodType, body: object) =>
    faultsOf(validate(operation<object>()({ ...base, body: schema, success, handle }), sent(JSON.stringify(body)), {}));

  test("for a body of several forms the faults are those of the intended form", () => {
    const customer_id = "cus_01jd2m8xk7e9vbt3q5w6y8z0ac";
    expect(worded(createApiKey, { name: "x", scopes: ["operator"], customer_id })).toEqual([
      { pointer: "/scopes/0", detail: expect.stringMatching(/^of a key that is bound to a customer, must be one of customers:read, /) },
    ]);
    expect(worded(createApiKey, { name: "x", scopes: ["root"] })).toEqual([
      { pointer: "/scopes/0", detail: expect.stringMatching(/^must be one of "operator", "customers:read"/) },
    ]);
    expect(worded(createApiKey, { name: "x", scopes: [], nmae: "y" })).toEqual(
      expect.arrayContaining([{ pointer: "/nmae", detail: "is unknown" }]),
    );
    expect(worded(openAccount, { kind: "savings" })).toEqual([{ pointer: "/kind", detail: 'must be one of "customer", "house"' }]);
    expect(worded(openAccount, {})).toMatchObject([{ pointer: "/kind" }]);
  });

  test("a wrong name of a member is a fault at that member, with the message of its schema", () => {
    expect(worded(z.strictObject({ metadata }), { metadata: { "a ": "v" } })).toEqual([
      { pointer: "/metadata/a ", detail: "as a name, must not begin or end with a blank" },
    ]);
  });

  test.each([
    ["a member's name", () => post(`{"name":"x","${"n".repeat(100_000)}":1}`), `/${"n".repeat(64)}…`],
    ["a name of two-unit characters", () => post(`{"name":"x","${"𝔘".repeat(65)}":1}`), `/${"𝔘".repeat(64)}…`],
    ["a name of what a pointer escapes", () => post(`{"name":"x","${"~/".repeat(500)}":1}`), `/${"~0~1".repeat(32)}…`],
    [
      "a name that appears twice",
      () => post(`{"name":"x","inner":{"${"n".repeat(65)}":1,"${"n".repeat(65)}":1}}`),
      `/inner/${"n".repeat(64)}…`,
    ],
    ["a deep place", () => post(`${'{"a":'.repeat(500)}{"b":1,"b":1}${"}".repeat(500)}`), `${"/a".repeat(16)}/…`],
  ])("%s is repeated as far as 64 characters or 16 members, as a pointer that says it is cut", (_what, run, pointer) => {
    expect(faultsOf(run())).toEqual([
      { pointer, detail: expect.stringMatching(/^(is unknown|the member appears twice) \(the pointer is cut at …\)$/) },
    ]);
  });

  test("the longest name that is repeated whole has 64 characters, and a parameter's is cut too", () => {
    expect(faultsOf(post(`{"name":"x","${"n".repeat(64)}":1}`))).toEqual([{ pointer: `/${"n".repeat(64)}`, detail: "is unknown" }]);
    expect(faultsOf(get(`?${"n".repeat(65)}=1`))).toEqual([{ parameter: `${"n".repeat(64)}…`, detail: "is unknown" }]);
  });

  test("too many members of metadata are one fault, whatever each of them is", () => {
    const members = Object.fromEntries(Array.from({ length: 51 }, (_, index) => [`${index}`, 0]));
    expect(worded(z.strictObject({ metadata }), { metadata: members })).toEqual([
      { pointer: "/metadata", detail: "must have at most 50 members" },
    ]);
  });

  test("no fault repeats a value that was sent (law 28)", () => {
    const secret = "s3cr3t-Ada-Lovelace";
    const strict = operation<object>()({ ...base, body: createTransfer, success, handle });
    const values = {
      source_account: secret,
      destination_account: secret,
      amount: secret,
      currency: secret,
      effective_at: secret,
      metadata: { a: { b: secret } },
    };
    const result = validate(strict, sent(JSON.stringify(values)), {});
    expect(result.ok).toBe(false);
    expect(JSON.stringify(result)).not.toContain(secret);
    expect(JSON.stringify(get(`?kind=${secret}`))).not.toContain(secret);
  });

  test.each([
    ["500,000 bad items", `{"name":"x","many":[${"1,".repeat(499_999)}1]}`],
    ["59,000 unknown members", `{"name":"x",${Array.from({ length: 59_000 }, (_, index) => `"${index.toString(36)}":0`).join(",")}}`],
  ])("a body of %s is refused by its first faults, not by an overflow", (_name, body) => {
    expect(faultsOf(post(body))).toHaveLength(50);
  });

  test("the answer of faults is not larger than its request", () => {
    const body = `{${Array.from({ length: 50_000 }, (_, index) => `"${index.toString(36)}":0`).join(",")}}`;
    expect(JSON.stringify(faultsOf(post(body))).length).toBeLessThanOrEqual(body.length);
  });
});
