// The messages of faults: what kind of value was sent, and what would be right. They must never quote the value itself, which may be personal or
// secret (law 28). A schema's own message takes precedence.
import type { z } from "zod";

/** How many allowed values a message lists: nobody reads more. */
const MAX_NAMED = 30;

const KINDS: Readonly<Record<string, string>> = {
  array: "an array",
  boolean: "true or false",
  int: "a whole number",
  null: "null",
  number: "a number",
  object: "an object",
  record: "an object",
  string: "a string",
};

/** The message of a fault; undefined: Zod's own message is used. */
export function faultMessageOf(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type":
      return issue.input === undefined ? "is required" : `must be ${KINDS[issue.expected] ?? issue.expected}, not ${kindOf(issue.input)}`;
    case "invalid_value":
      return `must be ${oneOf(issue.values)}`;
    case "invalid_union":
      // A union whose forms are distinguished by a member: list the values of that member.
      return issue.input === undefined || issue["options"] === undefined ? undefined : `must be ${oneOf(issue["options"] as unknown[])}`;
    case "too_small":
      return issue.origin === "array" ? `must have at least ${issue.minimum} ${items(issue.minimum)}` : `must be at least ${issue.minimum}`;
    case "too_big":
      return issue.origin === "array" ? `must have at most ${issue.maximum} ${items(issue.maximum)}` : `must be at most ${issue.maximum}`;
    default:
      return undefined;
  }
}

const items = (count: number | bigint): string => (Number(count) === 1 ? "item" : "items");

function oneOf(values: readonly unknown[]): string {
  const named = values.slice(0, MAX_NAMED).map((value) => JSON.stringify(value));
  return named.length === 1 ? String(named[0]) : `one of ${named.join(", ")}`;
}

function kindOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "an array";
  if (typeof value === "boolean") return String(value);
  return KINDS[typeof value] ?? typeof value;
}
