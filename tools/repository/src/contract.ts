// The operations of the contract that is committed.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./root.ts";

interface ContractOperation {
  readonly operationId: string;
  readonly "x-ledge-scope": string;
}

/** Every operation of the contract by its method and path, such as `GET /v1/accounts/{id}`. */
export function contractByOperation(): ReadonlyMap<string, ContractOperation> {
  const { paths } = JSON.parse(readFileSync(join(ROOT, "openapi/ledge.v1.json"), "utf8")) as {
    readonly paths: Record<string, Record<string, ContractOperation>>;
  };
  return new Map(
    Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const),
    ),
  );
}
