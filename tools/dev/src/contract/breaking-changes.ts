// Finds the breaking changes from one contract to the next, by the rules of docs/versioning.md. Each is named so that a declaration can quote it.
// Additions do not break.
import { isDeepStrictEqual } from "node:util";
import { SchemaComparison } from "./compare-schemas.ts";
import type { Contract, Media, Operation } from "./document.ts";
import type { JsonSchema } from "./examples.ts";

export interface Declaration {
  /** The change, as the check names it. */
  readonly change: string;
  readonly reason: string;
  /** The date of the decision: YYYY-MM-DD. */
  readonly date: string;
}

interface Parameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly schema: JsonSchema;
}

interface ResponseObject {
  readonly headers?: Readonly<Record<string, JsonSchema>>;
  readonly content?: Readonly<Record<string, Media>>;
}

const PROBLEM = "application/problem+json";

/** Every breaking change from one contract to the next, in order. */
export function breakingChanges(before: Contract, after: Contract): string[] {
  const found = new Set<string>();
  const schemas = new SchemaComparison(before.components.schemas, after.components.schemas);
  for (const [path, methods] of Object.entries(before.paths)) {
    for (const [method, was] of Object.entries(methods)) {
      const is = after.paths[path]?.[method];
      if (is === undefined) found.add(`operation-removed: ${method.toUpperCase()} ${path}`);
      else compareOperations({ was, is, before, after, schemas, report: (kind, at) => void found.add(`${kind}: ${at}`) });
    }
  }
  return [...found, ...schemas.found].sort();
}

/** Faults of the declarations: changes that are not declared, and declarations that are wrong or incomplete. */
export function undeclared(changes: readonly string[], declarations: readonly Declaration[]): string[] {
  const faults = changes.filter((change) => !declarations.some((one) => one.change === change)).map((change) => `not declared: ${change}`);
  for (const { change, reason, date } of declarations) {
    if (!changes.includes(change)) faults.push(`declared, but not a change: ${change}`);
    if (reason.trim() === "") faults.push(`declared without a reason: ${change}`);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(date)) faults.push(`declared without a date: ${change}`);
  }
  return faults;
}

interface Pair {
  readonly was: Operation;
  readonly is: Operation;
  readonly before: Contract;
  readonly after: Contract;
  readonly schemas: SchemaComparison;
  report(kind: string, at: string): void;
}

function compareOperations(pair: Pair): void {
  const { was, is, report } = pair;
  if (was.operationId !== is.operationId) report("operation-renamed", was.operationId);
  const accepted = requirementsOf(was).every((one) => requirementsOf(is).some((other) => isDeepStrictEqual(one, other)));
  if (!accepted || scopeOf(was) !== scopeOf(is)) report("security-changed", was.operationId);
  compareParameters(pair);
  compareBodies(pair);
  compareAnswers(pair);
}

function compareParameters({ was, is, before, after, schemas, report }: Pair): void {
  const key = ({ in: place, name }: Parameter): string => `${place} ${name}`;
  const all = (operation: Operation, contract: Contract): Parameter[] =>
    (operation.parameters ?? []).map((one) => resolve<Parameter>(one, contract, "parameters"));
  const [old, now] = [all(was, before), all(is, after)];
  for (const one of old) {
    const other = now.find((candidate) => key(candidate) === key(one));
    const at = `${was.operationId} ${key(one)}`;
    // Requests that still send it would be refused, as unknown parameters are.
    if (other === undefined) report("parameter-removed", at);
    else schemas.compare(one.schema, other.schema, "request", at);
  }
  for (const one of now) {
    const other = old.find((candidate) => key(candidate) === key(one));
    if (one.required && other?.required !== true) report("parameter-required", `${was.operationId} ${key(one)}`);
  }
}

function compareBodies({ was, is, schemas, report }: Pair): void {
  const [old, now] = [was.requestBody?.content ?? {}, is.requestBody?.content ?? {}];
  if (was.requestBody === undefined && is.requestBody?.required === true) report("body-required", was.operationId);
  for (const [type, media] of Object.entries(old)) {
    const at = `${was.operationId} request ${type}`;
    const other = now[type];
    if (other === undefined) report("media-type-removed", at);
    else schemas.compare(media.schema, other.schema, "request", at);
  }
}

function compareAnswers({ was, is, before, after, schemas, report }: Pair): void {
  const isSuccess = (status: string): boolean => status.startsWith("2");
  for (const [status, one] of Object.entries(was.responses)) {
    const at = `${was.operationId} ${status}`;
    const other = is.responses[status];
    if (other === undefined) {
      report("status-removed", at);
      continue;
    }
    const [old, now] = [resolve<ResponseObject>(one, before, "responses"), resolve<ResponseObject>(other, after, "responses")];
    for (const [name, header] of Object.entries(old.headers ?? {})) {
      const promised = resolve<{ required: boolean }>(header, before, "headers").required;
      const still = now.headers?.[name] && resolve<{ required: boolean }>(now.headers[name], after, "headers");
      if (still === undefined || (promised && !still.required)) report("header-removed", `${at} ${name}`);
    }
    for (const [type, media] of Object.entries(old.content ?? {})) {
      const counterpart = now.content?.[type];
      if (counterpart === undefined) report("media-type-removed", `${at} ${type}`);
      else if (type === PROBLEM) compareProblems(media, counterpart, at);
      else schemas.compare(media.schema, counterpart.schema, "answer", `${at} ${type}`);
    }
  }
  for (const status of Object.keys(is.responses)) {
    if (isSuccess(status) && !(status in was.responses)) report("success-status-added", `${was.operationId} ${status}`);
  }

  function compareProblems(old: Media, now: Media, at: string): void {
    for (const code of codesOf(old)) if (!codesOf(now).includes(code)) report("problem-code-removed", `${at} ${code}`);
    // Problem answers differ only in their codes: they share one schema.
    const document = { $ref: "#/components/schemas/Problem" };
    schemas.compare(document, document, "answer", at);
  }
}

/** The codes of a problem answer. */
export const codesOf = ({ schema }: Media): readonly string[] =>
  (schema as { properties: { code: { enum: readonly string[] } } }).properties.code.enum;

/** An operation without security requirements is treated as one with an empty requirement, which every request meets. */
const requirementsOf = ({ security }: Operation): Operation["security"] => (security.length === 0 ? [{}] : security);
const scopeOf = (operation: Operation): unknown => (operation as unknown as Readonly<Record<string, unknown>>)["x-ledge-scope"];

function resolve<Target>(value: object, contract: Contract, kind: string): Target {
  if (!("$ref" in value)) return value as Target;
  return contract.components[kind]?.[String(value.$ref).replace(`#/components/${kind}/`, "")] as Target;
}
