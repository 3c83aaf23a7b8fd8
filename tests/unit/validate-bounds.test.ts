// The worst bodies of 1 MiB that can be made of each operation's own schema: each is refused as what it is, by its first faults. Zod collects all faults
// before anybody can cut them, and spreads them over the stack, which overflows beyond some 100,000. It compiles nothing here, as in workerd, which
// allows no code from strings: the compiled form would not overflow.
import "../support/jitless.ts";
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import { openAccount, updateAccount } from "@ledge/shared/contracts/accounts";
import { createTransferBatch } from "@ledge/shared/contracts/batches";
import { createCustomer, decideVerification, updateCustomer } from "@ledge/shared/contracts/customers";
import { captureHold, createHold } from "@ledge/shared/contracts/holds";
import { createApiKey, rotateApiKey } from "@ledge/shared/contracts/identity";
import { createTransaction } from "@ledge/shared/contracts/ledger";
import { searchResources } from "@ledge/shared/contracts/search";
import { createTransfer, reverseTransfer } from "@ledge/shared/contracts/transfers";
import { createWebhookEndpoint, updateWebhookEndpoint } from "@ledge/shared/contracts/webhooks";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { MAX_FAULTS, validate } from "../../workers/kit/src/validate.ts";

/** As the gateway takes at most. */
const MAX_BYTES = 1_048_576;

type Schema = Readonly<Record<string, any>>;
const schemas: Readonly<Record<string, z.ZodType>> = {
  ...{ openAccount, updateAccount, createApiKey, rotateApiKey, createCustomer, updateCustomer, decideVerification },
  ...{ createTransaction, createTransfer, createTransferBatch, reverseTransfer, createHold, captureHold },
  ...{ createWebhookEndpoint, updateWebhookEndpoint, searchResources },
};
const operations = Object.values(contract.paths as unknown as Record<string, Record<string, Schema>>)
  .flatMap((methods) => Object.values(methods))
  .filter((operation) => operation["requestBody"] !== undefined);

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

/** Of no schema: bad however they are read. */
const shapeless: readonly (readonly [what: string, body: string])[] = [
  ["no value", ""],
  ["a million bad items", `[${"1,".repeat(500_000)}1]`],
  ["unknown members", `{${Array.from({ length: 100_000 }, (_, index) => `"${index.toString(36)}":0`).join(",")}}`],
  ["arrays in arrays", "[".repeat(MAX_BYTES / 2) + "]".repeat(MAX_BYTES / 2)],
  ["objects in objects", `${'{"a":'.repeat(MAX_BYTES / 8)}0${"}".repeat(MAX_BYTES / 8)}`],
];

const bodies = (operationId: string, schema: Schema): readonly (readonly [what: string, body: string])[] => [
  ...(operationId === "createTransfer" ? shapeless : []),
  ...formsOf(schema).flatMap((form) =>
    [0, 1, 1_000].map(
      (items) =>
        [
          items === 0 ? "items" : `${items} items with members`,
          fitting((count) => JSON.stringify(items === 0 ? worst(form, count, 0) : worst(form, items, count))),
        ] as const,
    ),
  ),
];

describe("a body as bad as 1 MiB allows", () => {
  test.each(operations.map((operation) => [operation["operationId"] as string, operation] as const))(
    "is refused by %s by its first faults",
    (operationId, operation) => {
      const spec = { body: schemas[operationId] } as unknown as Parameters<typeof validate>[0];
      expect(spec.body).toBeDefined();
      let slowest = { ms: 0, what: "" };
      for (const [what, body] of bodies(operationId, operation["requestBody"].content["application/json"].schema)) {
        const bytes = new TextEncoder().encode(body);
        expect(bytes.length, what).toBeLessThanOrEqual(MAX_BYTES);
        const startedMs = performance.now();
        const validated = validate(spec, { search: "", body: bytes }, {});
        const ms = performance.now() - startedMs;
        if (ms > slowest.ms) slowest = { ms, what };
        const faults = validated.ok ? 0 : validated.faults.length;
        expect([what, faults >= 1 && faults <= MAX_FAULTS]).toEqual([what, true]);
      }
      console.info(`${operationId}: at most ${Math.round(slowest.ms)} ms, for ${slowest.what}`);
    },
  );

  test("is tried in the form that workerd runs, where 130,000 faults below one member overflow", () => {
    const deep = z.strictObject({ many: z.array(z.strictObject({ a: z.array(z.string()) })) });
    const value = { many: Array.from({ length: 1_000 }, () => ({ a: Array.from({ length: 130 }, () => 0) })) };
    expect(() => deep.safeParse(value)).toThrow(RangeError);
  });
});
