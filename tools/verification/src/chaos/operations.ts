// Which operation of the contract a request is.
import { contractByOperation } from "@ledge/repository/contract";

/** Finds the name of an operation by a method and a path; null: the contract has none. */
export function operationFinder(): (method: string, path: string) => string | null {
  const known = [...contractByOperation()].map(([at, { operationId }]) => {
    const [method = "", template = ""] = at.split(" ");
    return { method, path: new RegExp(`^${template.replaceAll(/\{\w+\}/g, "[^/]+")}$`), operationId };
  });
  return (method, path) => known.find((one) => one.method === method && one.path.test(path))?.operationId ?? null;
}
