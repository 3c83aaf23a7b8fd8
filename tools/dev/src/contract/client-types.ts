// The client's types, from the contract: openapi/client/src/ledge.v1.ts.
import openapiTS, { astToString, type OpenAPI3 } from "openapi-typescript";
import type { Contract } from "./document.ts";

/** Within openapi/. */
export const CLIENT_TYPES = "client/src/ledge.v1.ts";
const OPENING = "// The contract as types. Written by `npm run contract`, never by hand.\n";

/** As chanfana's part of the contract names it (`components.parameters`). */
const KEY = "#/components/parameters/IdempotencyKey";

/**
 * The file's text. Idempotency-Key is left out: the client sends it with every write, and takes a caller's own by another name. A currency is
 * text: it comes out of a caller's data, and the list of them changes while programs stay.
 */
export async function clientTypes(contract: Contract): Promise<string> {
  const shown = JSON.parse(JSON.stringify(contract), (name, value: unknown) =>
    name === "parameters" && Array.isArray(value) ? value.filter((one: { $ref?: string }) => one.$ref !== KEY) : value,
  ) as OpenAPI3 & { components: { schemas: Record<string, { enum?: unknown }> } };
  delete shown.components.schemas["Currency"]?.enum;
  return OPENING + astToString(await openapiTS(shown, { silent: true }));
}
