// Generates requests of an operation: requests that the contract allows, and requests that it does not allow and that must be refused.
import contract from "@ledge/openapi/ledge.v1.json" with { type: "json" };
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { methodsByPath, type Operation } from "../refusals/contract.ts";
import type { Sent } from "../refusals/scenario.ts";
import { type Draw, extraHeaders, mutated, noId, noJsonType, noKey, noToken, spoiled, tooLarge, type Wire } from "./changes.ts";
import { hostile, type Pools, type Schema, valueOf } from "./values.ts";

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly schema: Schema;
}

const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema({ ...contract, $id: "https://contract.test/" }, "https://contract.test/");

const described = ({ method, path }: Operation): any => (contract.paths as any)[path][method.toLowerCase()];
const bodySchema = (operation: Operation): Schema | undefined => described(operation).requestBody?.content["application/json"].schema;
const queryOf = (operation: Operation): readonly Parameter[] => described(operation).parameters.filter((one: any) => one.in === "query");
const isWrite = ({ method }: Operation): boolean => method !== "GET";
const needsIfMatch = (operation: Operation): boolean =>
  described(operation).parameters.some(({ $ref }: any) => $ref?.endsWith("/IfMatch") === true);

/** Whether the contract allows a body. */
function fits(schema: Schema, body: unknown): boolean {
  const ref = String(schema["$ref"]);
  return ajv.getSchema(`https://contract.test/${ref}`)?.(body) === true;
}

/** A request that the contract allows. Its outcome depends on the rules of banking. */
export function allowed(draw: Draw, operation: Operation, valid: Sent, pools: Pools): Wire {
  const wire = wireOf(valid);
  const schema = bodySchema(operation);
  const isGenerated = draw(fc.boolean);
  if (isGenerated && operation.path.includes("{id}"))
    wire.path = operation.path.replace("{id}", String(draw(() => idOf(operation, pools))));
  if (isGenerated && schema !== undefined) wire.body = JSON.stringify(draw(() => valueOf(schema, pools)));
  const search = new URLSearchParams();
  for (const { name, schema: wanted } of queryOf(operation)) {
    // Only the server can make a cursor.
    if (name !== "cursor" && draw(fc.boolean)) search.set(name, text(draw(() => valueOf(wanted, pools, name))));
  }
  if (search.size > 0) wire.path = `${wire.path.split("?")[0]}?${search}`;
  if (search.get("dry_run") === "true") wire.key = null;
  if (draw(fc.integer, { min: 0, max: 3 }) === 0)
    Object.assign(
      wire.headers,
      draw(() => extraHeaders),
    );
  return wire;
}

/** A request that must be refused: an allowed one with one or two faults. */
export function refusable(draw: Draw, operation: Operation, valid: Sent, pools: Pools): Wire {
  const wire = allowed(draw, operation, valid, pools);
  const ways = waysToSpoil(draw, operation, wire);
  draw(fc.constantFrom, ...ways)();
  if (draw(fc.boolean)) draw(fc.constantFrom, ...ways)();
  // Clients send no body with this method.
  if (wire.method === "GET") wire.body = undefined;
  return wire;
}

function waysToSpoil(draw: Draw, operation: Operation, wire: Wire): (() => void)[] {
  const schema = bodySchema(operation);
  const query = (added: string): void => void (wire.path += `${wire.path.includes("?") ? "&" : "?"}${added}`);
  const ways = [
    () => query(`${draw(fc.constantFrom, "colour", "__proto__", "constructor", "Limit", "%00", "limit[]")}=1`),
    () => query("limit=1&limit=2"),
    () => void (wire.method = draw(fc.constantFrom, ...otherMethods(operation))),
  ];
  if (queryOf(operation).some(({ name }) => name === "limit")) {
    const values = ["0", "101", "-1", "1e1", " 5", "0x10", "", "9".repeat(30), "NaN", "1.5", "%00", "null"];
    ways.push(() => void (wire.path = `${wire.path.split("?")[0]}?limit=${draw(fc.constantFrom, ...values)}`));
  }
  if (queryOf(operation).some(({ name }) => name === "cursor")) {
    ways.push(() => void (wire.path = `${wire.path.split("?")[0]}?cursor=${encodeURIComponent(draw(fc.string, { maxLength: 60 }))}~0`));
  }
  if (operation.path.includes("{id}"))
    ways.push(
      () =>
        void (wire.path = operation.path.replace(
          "{id}",
          draw(() => noId),
        )),
    );
  if (operation.scope !== "public") ways.push(() => void (wire.token = draw(() => noToken)));
  if (isWrite(operation)) {
    ways.push(() => void (wire.key = draw(() => noKey)));
    ways.push(() => void (wire.body = tooLarge(typeof wire.body === "string" ? wire.body : "")));
    if (schema === undefined)
      ways.push(() => void (wire.body = draw(fc.constantFrom, '{"amount":"5"}', "[]", "1", "x", '{"__proto__":{}}')));
  }
  if (needsIfMatch(operation)) {
    ways.push(() => void delete wire.headers["If-Match"]);
    // Malformed lists of tags, and tags that no resource has. `*` and former versions are left out, because a resource may have them now.
    const tags = ["1", '"1', "**", '"0"', 'W/"0"', '""', '"0", "x"', '"x"', '"99999999999999999999"'];
    ways.push(() => void (wire.headers["If-Match"] = draw(fc.constantFrom, ...tags)));
  }
  // Most faults of requests are in their bodies.
  if (schema !== undefined) {
    ways.push(() => void (wire.headers["Content-Type"] = draw(() => noJsonType)));
    ways.push(() => void (wire.body = spoiled(draw, String(wire.body))));
    ways.push(...ways.map(() => () => void (wire.body = misfit(draw, schema, wire.body))));
  }
  return ways;
}

/** A body that is JSON but does not match the contract. A body that already has a fault stays as it is. */
function misfit(draw: Draw, schema: Schema, body: Wire["body"]): Wire["body"] {
  let value: unknown;
  try {
    value = JSON.parse(String(body));
  } catch {
    return body;
  }
  if (!fits(schema, value)) return body;
  const changed = mutated(draw, value);
  if (!fits(schema, changed)) return JSON.stringify(changed) ?? "null";
  return JSON.stringify({ ...(value as object), colour: draw(() => hostile) });
}

const otherMethods = ({ path }: Operation): string[] =>
  ["GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"].filter((method) => !(methodsByPath.get(path) ?? []).includes(method));

function idOf(operation: Operation, pools: Pools): fc.Arbitrary<unknown> {
  const parameter = described(operation).parameters.find((one: any) => one.in === "path");
  return valueOf(parameter.schema, pools);
}

const text = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value));

function wireOf({ method, path, options }: Sent): Wire {
  const body = options.body === undefined ? undefined : JSON.stringify(options.body);
  return { method, path, body, token: undefined, key: undefined, headers: { ...options.headers } };
}
