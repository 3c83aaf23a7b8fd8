// Makes the client's types, openapi/client/src/ledge.v1.ts, from the contract.
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import type { Contract } from "./document.ts";

/** Path within openapi/. */
export const CLIENT_TYPES = "client/src/ledge.v1.ts";
const OPENING = "// The contract as types. Written by `npm run contract`, never by hand.\n";

/** The references of the parameter in the contract. */
const KEYS: ReadonlySet<unknown> = new Set(["", "UnlessDryRun"].map((when) => `#/components/parameters/IdempotencyKey${when}`));

/**
 * The file's text. The parameter Idempotency-Key is left out: the client sends it with every write, and has an option of its own for it. The type
 * of a currency is string: it comes from a caller's data, and the list of currencies changes while programs stay as they are.
 */
export async function clientTypes(contract: Contract): Promise<string> {
  const shown = JSON.parse(JSON.stringify(contract), (name, value: unknown) =>
    name === "parameters" && Array.isArray(value) ? value.filter((one: { $ref?: string }) => !KEYS.has(one.$ref)) : value,
  ) as OpenAPI3 & { components: { schemas: Record<string, { enum?: unknown }> } };
  delete shown.components.schemas["Currency"]?.enum;
  return OPENING + astToString(await openapiTS(shown, { silent: true }));
}
