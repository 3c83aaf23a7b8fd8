// Request bodies with values at the edges of what the contract allows, and the members that must be shown for each: the same values, with times in
// UTC.
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import fc from "fast-check";
import { longestTextOf, textOf } from "../fuzz/texts.ts";
import { type Pools, type Schema, valueOf } from "../fuzz/values.ts";

const schemas: Readonly<Record<string, Schema>> = contract.components.schemas;

/** Values by member that replace the generated ones. */
export type Given = Readonly<Record<string, fc.Arbitrary<unknown>>>;
export type Body = Record<string, unknown>;

/** Draws values from a seed: the same seed gives the same values. */
export class Draws {
  readonly #seed: number;
  #count = 0;
  /** The number of leaves of all bodies so far. Each is a value that was sent. */
  values = 0;
  /** The members of the bodies that were sent, as `operationId/member/member`. */
  readonly sent = new Set<string>();

  constructor(seed: number) {
    this.#seed = seed;
  }

  of<Value>(arbitrary: fc.Arbitrary<Value>): Value {
    this.#count += 1;
    const [value] = fc.sample(arbitrary, { numRuns: 1, seed: this.#seed + this.#count });
    return value as Value;
  }

  /** A body by the name of its schema. @param full with every optional member, and texts of the maximum length. */
  body(operationId: string, schema: string, given: Given, full: boolean): Body {
    const body = this.of(bodyOf(schema, given, full)) as Body;
    this.count(operationId, body);
    return body;
  }

  count(operationId: string, body: unknown): void {
    const leaves = pathsIn(body);
    this.values += leaves.length;
    for (const { path } of leaves)
      for (let end = 0; end <= path.length; end += 1) this.sent.add([operationId, ...path.slice(0, end)].join("/"));
  }
}

function bodyOf(name: string, given: Given, full: boolean): fc.Arbitrary<unknown> {
  const { properties, required = [] } = schemas[name] as { properties: Record<string, Schema>; required?: string[] };
  const fields = Object.entries(properties).map(
    ([member, schema]) =>
      [member, given[member] ?? valueOf(full ? withoutNull(schema) : schema, pools, member, full ? longestTextOf : textOf)] as const,
  );
  return fc.record(Object.fromEntries(fields), { requiredKeys: full ? Object.keys(properties) : required, noNullPrototype: true });
}

/** A value or null, where null is allowed. */
const withoutNull = (schema: Schema): Schema => {
  const forms = (schema["anyOf"] as Schema[] | undefined)?.filter(({ type }) => type !== "null") ?? [];
  return forms.length === 1 ? (forms[0] as Schema) : schema;
};

/** Members of metadata have names of the client's choice; in the contract their name is any. */
function pathsIn(value: unknown, path: readonly string[] = []): { readonly path: readonly string[] }[] {
  if (Array.isArray(value)) return value.flatMap((item) => pathsIn(item, path));
  if (typeof value !== "object" || value === null) return [{ path }];
  const isFree = path.at(-1) === "metadata";
  const members = Object.entries(value).flatMap(([name, member]) => pathsIn(member, [...path, isFree ? "*" : name]));
  return members.length > 0 ? members : [{ path }];
}

/** Every member that the bodies of operations may have, named as in `Draws`. */
export function membersOfBodies(): string[] {
  const found = Object.values(contract.paths as unknown as Record<string, Record<string, any>>).flatMap((methods) =>
    Object.values(methods).flatMap(({ operationId, requestBody }) =>
      requestBody === undefined ? [] : membersOf(requestBody.content["application/json"].schema, [operationId]),
    ),
  );
  return [...new Set(found)].sort();
}

function membersOf(schema: Schema, path: readonly string[]): string[] {
  if (typeof schema["$ref"] === "string") return membersOf(schemas[schema["$ref"].replace("#/components/schemas/", "")] as Schema, path);
  const forms: readonly Schema[] = schema["oneOf"] ?? schema["anyOf"] ?? [];
  const own = Object.entries((schema["properties"] ?? {}) as Record<string, Schema>).flatMap(([name, member]) => {
    const at = [...path, name];
    return [at.join("/"), ...membersOf(member, at)];
  });
  const free = typeof schema["additionalProperties"] === "object" ? [[...path, "*"].join("/")] : [];
  return [...forms.flatMap((form) => membersOf(form, path)), ...own, ...free, ...(schema["items"] ? membersOf(schema["items"], path) : [])];
}

const instant = (fromMs: number, toMs: number): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 1, arbitrary: fc.constantFrom(fromMs, toMs).map((ms) => new Date(ms).toISOString()) },
    { weight: 3, arbitrary: fc.tuple(fc.integer({ min: fromMs, max: toMs }), offsets).map(([ms, offset]) => written(ms, offset)) },
  );
const offsets = fc.constantFrom(0, 0, 60, -210, 345, 840, -720);

/** RFC 3339 at an offset in minutes, with as few fraction digits as possible. */
function written(ms: number, offsetMinutes: number): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  const local = new Date(ms + offsetMinutes * 60_000)
    .toISOString()
    .replace("Z", "")
    .replace(/\.?0+$/, (zeros) => (zeros.startsWith(".") ? "" : zeros));
  const minutes = Math.abs(offsetMinutes);
  const shortened = /\.\d+$/.test(local) ? local.replace(/0+$/, "") : new Date(ms + offsetMinutes * 60_000).toISOString().slice(0, 19);
  return shortened + (offsetMinutes === 0 ? "Z" : `${offsetMinutes < 0 ? "-" : "+"}${two(Math.trunc(minutes / 60))}:${two(minutes % 60)}`);
}

const DAY_MS = 86_400_000;
const startedMs = Date.now();
/** An instant since 1900 that is in the past for any clock. */
export const past = instant(Date.parse("1900-01-01T00:00:00.000Z"), startedMs - DAY_MS);
/** An instant after the given one, and in the past for any clock if the given one is. */
export const since = (fromMs: number): fc.Arbitrary<string> => instant(fromMs, Math.max(fromMs, startedMs - DAY_MS));
/** An instant after the end of the test. */
export const future = instant(startedMs + 30 * DAY_MS, Date.parse("2199-12-31T23:59:59.999Z"));
/** The end of validity of a rotated key's predecessor: after the end of the test, and within the 7 days that are allowed. */
export const overlap = instant(startedMs + DAY_MS, startedMs + 6 * DAY_MS);
export const orNull = (arbitrary: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> => fc.option(arbitrary, { nil: null, freq: 6 });

const pools: Pools = {
  // Ids repeat, and what the flag is for is tested where it is (tests/database/external-ids).
  external_id_unique: [false],
  Email: [
    ...[
      "ada@example.com",
      "a@b.c",
      "O'Brien+tag/1=x?@sub.example.co.uk",
      "double..dot@example.com",
      `${"a".repeat(64)}@${"b".repeat(63)}.com`,
    ],
    ...[
      "info@münchen.de",
      "info@xn--mnchen-3ya.de",
      "иван@пример.рф",
      "用户@例子.广告",
      "ada@𠀀.example",
      `${"𝔘".repeat(64)}@${"𝔘".repeat(63)}.org`,
    ],
  ],
};

const TIMES = new Set(["effective_at", "expires_at", "previous_key_until"]);

/**
 * The members that must be shown for a body: those that were sent, with times in UTC to the millisecond, and null where null was sent. The flag of an external
 * id says how to write it, and is no member of what is written.
 */
export const shownOf = (body: Body): Body =>
  Object.fromEntries(
    Object.entries(body)
      .filter(([name]) => name !== "external_id_unique")
      .map(([name, value]) => [name, TIMES.has(name) && typeof value === "string" ? new Date(value).toISOString() : value]),
  );
