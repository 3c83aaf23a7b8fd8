// Turns a request into validated input or a list of faults. Unknown members and parameters are faults: a misspelt one that were silently ignored
// could be a wrong payment.
import type { Fault } from "@ledge/shared/problem";
import { z } from "zod";
import { faultAt, parseJson, shownName } from "./parse-json.ts";
import type { AnyOperation } from "./operation.ts";
import type { ServedRequest } from "./served-request.ts";
import { faultMessageOf } from "./fault-messages.ts";

/** More would help nobody, and an answer must not be many times as long as its request. */
export const MAX_FAULTS = 50;

const noMembers = z.strictObject({});
const NO_BYTES = new Uint8Array();

interface ValidInput {
  readonly body: unknown;
  readonly query: Readonly<Record<string, unknown>> | undefined;
  readonly params: unknown;
}

export type Validated = { readonly ok: true; readonly input: ValidInput } | { readonly ok: false; readonly faults: readonly Fault[] };

/** Checks body and query against the operation's schemas. Path parameters are not checked: a malformed id is a resource that does not exist. */
export function validate<Env>(
  spec: AnyOperation<Env>,
  { search, body: bytes }: Pick<ServedRequest, "search" | "body">,
  params: Readonly<Record<string, string>>,
): Validated {
  const faults: Fault[] = [];
  const query = checkQuery(spec.query, new URLSearchParams(search), faults);
  let body: unknown;
  // A member that no schema expects was sent for a reason: a release of a hold with an amount of 5 must not release all of it.
  if (spec.body !== undefined || (bytes !== null && bytes.length > 0)) {
    const json = parseJson(bytes ?? NO_BYTES);
    if (!json.ok) return { ok: false, faults: [json.fault] };
    const checked = (spec.body ?? noMembers).safeParse(json.value, { error: faultMessageOf });
    if (!checked.success) faults.push(...bodyFaults(checked.error.issues));
    else if (spec.body !== undefined) body = checked.data;
  }
  return faults.length > 0 ? { ok: false, faults: faults.slice(0, MAX_FAULTS) } : { ok: true, input: { body, query, params } };
}

function checkQuery(schema: z.ZodObject | undefined, search: URLSearchParams, faults: Fault[]): Record<string, unknown> | undefined {
  const names = [...search.keys()];
  for (const name of new Set(names)) {
    if (schema === undefined || !Object.hasOwn(schema.shape, name)) faults.push({ parameter: shownName(name), detail: "is unknown" });
    else if (names.indexOf(name) !== names.lastIndexOf(name)) faults.push({ parameter: shownName(name), detail: "appears twice" });
  }
  if (schema === undefined || faults.length > 0) return undefined;
  const checked = schema.safeParse(Object.fromEntries(search), { error: faultMessageOf });
  if (checked.success) return checked.data;
  faults.push(...checked.error.issues.map((issue) => ({ parameter: String(issue.path[0]), detail: issue.message })));
  return undefined;
}

/** The first faults: a body of 1 MiB can have half a million, and all of them at once do not fit the stack. */
const bodyFaults = (issues: readonly z.core.$ZodIssue[]): Fault[] => issues.slice(0, MAX_FAULTS).flatMap((issue) => faultsOf(issue));

function faultsOf(issue: z.core.$ZodIssue, above: readonly PropertyKey[] = []): Fault[] {
  const path = [...above, ...issue.path];
  if (issue.code === "unrecognized_keys") return issue.keys.slice(0, MAX_FAULTS).map((key) => faultAt([...path, key], "is unknown"));
  // If no form of a union matches, report the faults of the form that was probably meant: the one with the least distance.
  if (issue.code === "invalid_union" && issue.errors.length > 0) {
    const [meant = []] = [...issue.errors].sort((one, other) => distance(one) - distance(other));
    return meant.slice(0, MAX_FAULTS).flatMap((inner) => faultsOf(inner, path));
  }
  // The name of a member is invalid: report the fault of the schema of names.
  if (issue.code === "invalid_key") return [faultAt(path, `as a name, ${issue.issues[0]?.message ?? "is malformed"}`)];
  return [faultAt(path, issue.message)];
}

/** The distance of a form from the value, by its faults: an unknown member is the best sign of another form, then a wrong kind of value. */
const DISTANCES: Readonly<Record<string, number>> = { unrecognized_keys: 1_000, invalid_type: 10 };
const distance = (issues: readonly z.core.$ZodIssue[]): number => issues.reduce((sum, { code }) => sum + (DISTANCES[code ?? ""] ?? 1), 0);
