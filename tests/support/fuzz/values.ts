// Generates values that match the contract's schemas, and values that match no schema.
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import fc from "fast-check";
import { longestTextOf, type Shape, textOf } from "./texts.ts";

export type Schema = Readonly<Record<string, any>>;
/** Real values by the name of a schema or member, such as ids of existing resources. */
export type Pools = Readonly<Record<string, readonly unknown[]>>;

const schemas: Readonly<Record<string, Schema>> = contract.components.schemas;
const MAX_LIST = 4;
const MAX_TEXT = 40;

/** Amounts: small ones that every account holds, and the edges of 64 bits. */
const amounts = ["1", "2", "10", "0", "-1", "9223372036854775807", "9223372036854775808", "-9223372036854775808", "9".repeat(38)];
/** Instants that are not soon: a hold that expires during a test would end by itself. */
const instants = [
  "1900-01-01T00:00:00Z",
  "1969-12-31T23:59:59.999Z",
  "1970-01-01T00:00:00.5Z",
  "2020-01-01T00:00:00+05:45",
  "2024-02-29T23:59:59.999Z",
  "2099-01-01T00:00:00-03:30",
  "2199-12-31T23:59:59.999Z",
];
const always: Pools = {
  Amount: amounts,
  NonNegativeAmount: amounts.filter((amount) => !amount.startsWith("-") && amount.length < 19),
  Currency: ["EUR", "CZK", "JPY", "KWD"],
  InstantInput: instants,
  DayInput: ["1900-01-01", "2000-02-29", "2024-12-31", "2199-12-31"],
};

/** How texts of a given shape are made. */
export type Texts = (shape: Shape) => fc.Arbitrary<string>;

/** Values that match a schema, as far as the contract describes what matches. */
export function valueOf(schema: Schema, pools: Pools, name = "", texts: Texts = textOf): fc.Arbitrary<unknown> {
  const ref = typeof schema["$ref"] === "string" ? schema["$ref"].replace("#/components/schemas/", "") : null;
  const pool = pools[name] ?? (ref === null ? undefined : (pools[ref] ?? always[ref]));
  if (pool !== undefined && pool.length > 0) return fc.constantFrom(...pool);
  if (ref !== null) return valueOf(schemas[ref] as Schema, pools, name, texts);
  if ("const" in schema) return fc.constant(schema["const"]);
  if (schema["enum"] !== undefined) return fc.constantFrom(...schema["enum"]);
  const forms: readonly Schema[] | undefined = schema["oneOf"] ?? schema["anyOf"];
  if (forms !== undefined) return fc.oneof(...forms.map((form) => valueOf(form, pools, name, texts)));
  if (Array.isArray(schema["type"]))
    return fc.oneof(...schema["type"].map((type: string) => valueOf({ ...schema, type }, pools, name, texts)));
  return ofType(schema, pools, texts);
}

function ofType(schema: Schema, pools: Pools, texts: Texts): fc.Arbitrary<unknown> {
  const { minItems = 0, maxItems = MAX_LIST, minimum = -5, maximum = 200 } = schema;
  switch (schema["type"]) {
    case "object":
      return ofMembers(schema, pools, texts);
    case "array": {
      const bounds = { minLength: minItems, maxLength: Math.max(minItems, Math.min(maxItems, MAX_LIST)) };
      const items = valueOf(schema["items"], pools, "", texts);
      return schema["uniqueItems"] === true ? fc.uniqueArray(items, bounds) : fc.array(items, bounds);
    }
    case "integer":
      return fc.integer({ min: minimum, max: maximum });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    default:
      return ofText(schema, texts);
  }
}

function ofMembers(schema: Schema, pools: Pools, texts: Texts): fc.Arbitrary<unknown> {
  const members = Object.entries((schema["properties"] ?? {}) as Record<string, Schema>);
  if (members.length === 0) {
    const value =
      typeof schema["additionalProperties"] === "object" ? valueOf(schema["additionalProperties"], pools, "", texts) : fc.constant("x");
    return fc.dictionary(
      valueOf(schema["propertyNames"] ?? { type: "string", minLength: 1 }, pools, "", texts) as fc.Arbitrary<string>,
      value,
      {
        // Where texts have the maximum length, optional texts are present.
        minKeys: texts === longestTextOf ? 1 : 0,
        maxKeys: MAX_LIST,
        noNullPrototype: true,
      },
    );
  }
  const fields = Object.fromEntries(members.map(([name, member]) => [name, valueOf(member, pools, name, texts)]));
  const record = fc.record(fields, { requiredKeys: schema["required"] ?? [], noNullPrototype: true });
  return record.filter((value) => Object.keys(value).length >= (schema["minProperties"] ?? 0));
}

function ofText({ minLength = 0, maxLength = MAX_TEXT, pattern = "", not }: Schema, texts: Texts): fc.Arbitrary<unknown> {
  const made = texts({ minLength, maxLength, pattern });
  return not === undefined ? made : made.filter((text) => text !== not.const);
}

/** Wrong types, edges, and values that have broken programs. */
export const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(
    ...[null, true, false, 0, -0, -1, 1.5, 1e308, 2 ** 53, -(2 ** 63), 1e-7, [], {}, [[]], [null], { amount: "1" }],
    ...["", " ", "0", "1e3", "-0", "+1", "01", " 1", "0x10", "１", "1.0", "NaN", "Infinity", "null", "undefined", "9".repeat(400)],
    ...[
      "\u0000",
      "a\u0000b",
      "\ud800",
      "\udc00x",
      "\u202e",
      "\ufeff",
      "e\u0301",
      "𝔘",
      "\r\n",
      "'; DROP TABLE ledger.entries; --",
      "${7*7}",
    ],
    ...[
      "__proto__",
      "constructor",
      "../../internal/ready",
      "%00",
      "acct_",
      "x".repeat(20_000),
      "2026-02-30T00:00:00Z",
      "10000-01-01T00:00:00Z",
    ],
  ),
  fc.jsonValue({ maxDepth: 2 }),
);
