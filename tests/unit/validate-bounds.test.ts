// The worst bodies of 1 MiB that can be made of each operation's own schema: each is refused as what it is, by its first faults. Zod collects all faults
// before anybody can cut them, and spreads them over the stack, which overflows beyond some 100,000. It compiles nothing here, as in workerd, which
// allows no code from strings: the compiled form would not overflow.
import { readdirSync } from "node:fs";
import { join } from "node:path";
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import { ROOT } from "@ledge/repository/root";
import { describe, expect, test } from "vitest";
import { config, z } from "zod";
import type { AnyOperation } from "../../workers/kit/src/operation.ts";
import { MAX_FAULTS, validate } from "../../workers/kit/src/validate.ts";

config({ jitless: true });

/** As the gateway takes at most. */
const MAX_BYTES = 1_048_576;

type Schema = Readonly<Record<string, any>>;

/** The operations, imported only now: Zod decides as a schema is made whether to compile it. */
async function operationsWithBodies(): Promise<readonly AnyOperation<object>[]> {
  const workers = readdirSync(join(ROOT, "workers")).map((worker) => join(ROOT, "workers", worker, "src/routes"));
  const files = workers.flatMap((folder) => {
    try {
      return readdirSync(folder).map((file) => join(folder, file));
    } catch {
      return []; // A package without routes.
    }
  });
  const modules = await Promise.all(files.map((file) => import(file) as Promise<Record<string, unknown>>));
  const exported = modules.flatMap((module) => Object.values(module)) as Partial<AnyOperation<object>>[];
  return exported.filter((value): value is AnyOperation<object> => value.operationId !== undefined && value.body !== undefined);
}
const operations = await operationsWithBodies();

const resolved = (schema: Schema): Schema =>
  schema["$ref"] === undefined
    ? schema
    : (contract.components.schemas as Schema)[(schema["$ref"] as string).replace("#/components/schemas/", "")];

/** The forms of a body: of a union each. */
const formsOf = (schema: Schema): Schema[] =>
  (resolved(schema)["oneOf"] ?? resolved(schema)["anyOf"] ?? [resolved(schema)]).flatMap((form: Schema) =>
    form === schema ? [form] : [resolved(form)],
  );

/** A value with as many faults as its form can have: `items` in each array, `members` in each map and besides the known ones, everything of a wrong kind. */
function worst(schema: Schema, items: number, members: number): unknown {
  const form = formsOf(schema)[0] as Schema;
  const many = (name: (index: number) => string, count: number) => Array.from({ length: count }, (_, index) => [name(index), 0] as const);
  if (form["type"] === "array") return Array.from({ length: items }, () => worst(form["items"] ?? {}, items, members));
  if (form["properties"] !== undefined) {
    const known = Object.entries<Schema>(form["properties"]).map(([name, member]) => [name, worst(member, items, members)] as const);
    return Object.fromEntries([...known, ...many((index) => `x${index}`, Math.min(members, 3))]);
  }
  if (form["type"] === "object") return Object.fromEntries(many((index) => index.toString(36), members));
  return 0;
}

/** About as many of something as fit into a body: by what a hundred of it take, and fewer where later ones are longer. */
function fitting(make: (count: number) => string): string {
  const perCount = (make(101).length - make(1).length) / 100;
  if (perCount < 1) return make(1);
  const most = (MAX_BYTES - make(1).length) / perCount;
  const tried = [0.95, 0.8, 0.65].map((share) => make(Math.max(1, Math.floor(most * share))));
  return tried.find((body) => body.length <= MAX_BYTES) ?? make(1);
}

const bodySchema = (operationId: string): Schema =>
  Object.values(contract.paths as unknown as Record<string, Record<string, Schema>>)
    .flatMap((methods) => Object.values(methods))
    .find((operation) => operation["operationId"] === operationId)?.["requestBody"].content["application/json"].schema;

const bodies = (operationId: string): readonly (readonly [what: string, body: string])[] => [
  ["no value", ""],
  ["a million bad items", `[${"1,".repeat(500_000)}1]`],
  ["unknown members", `{${Array.from({ length: 100_000 }, (_, index) => `"${index.toString(36)}":0`).join(",")}}`],
  ["arrays in arrays", "[".repeat(MAX_BYTES / 2) + "]".repeat(MAX_BYTES / 2)],
  ["objects in objects", '{"a":'.repeat(MAX_BYTES / 6) + "0" + "}".repeat(MAX_BYTES / 6)],
  ...formsOf(bodySchema(operationId)).flatMap((form) => [
    ["items", fitting((count) => JSON.stringify(worst(form, count, 0)))] as const,
    ["members", fitting((count) => JSON.stringify(worst(form, 1, count)))] as const,
    ...[30, 1_000].map((items) => [`${items} items with members`, fitting((count) => JSON.stringify(worst(form, items, count)))] as const),
  ]),
];

describe("a body as bad as 1 MiB allows", () => {
  test.each(operations.map((spec) => [spec.operationId, spec] as const))("is refused by %s by its first faults", (_operationId, spec) => {
    let slowest = { ms: 0, what: "" };
    for (const [what, body] of bodies(spec.operationId)) {
      const bytes = new TextEncoder().encode(body);
      expect(bytes.length, what).toBeLessThanOrEqual(MAX_BYTES);
      const startedMs = performance.now();
      const validated = validate(spec, { search: "", body: bytes }, {});
      const ms = performance.now() - startedMs;
      if (ms > slowest.ms) slowest = { ms, what };
      expect([validated.ok, validated.ok ? 0 : validated.faults.length], what).toEqual([
        false,
        expect.toSatisfy((n: number) => n >= 1 && n <= MAX_FAULTS),
      ]);
    }
    console.info(`${spec.operationId}: at most ${Math.round(slowest.ms)} ms, for ${slowest.what}`);
  });

  test("is tried on every operation with a body, in the form that workerd runs", () => {
    const described = Object.values(contract.paths as unknown as Record<string, Record<string, Schema>>).flatMap((methods) =>
      Object.values(methods).flatMap((operation) => (operation["requestBody"] === undefined ? [] : [operation["operationId"] as string])),
    );
    expect(operations.map(({ operationId }) => operationId as string).sort()).toEqual(described.sort());
    // What overflows: 130,000 faults below one member.
    const deep = z.strictObject({ many: z.array(z.strictObject({ a: z.array(z.string()) })) });
    const value = { many: Array.from({ length: 1_000 }, () => ({ a: Array.from({ length: 130 }, () => 0) })) };
    expect(() => deep.safeParse(value)).toThrow(RangeError);
  });
});
