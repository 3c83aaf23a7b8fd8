// Changes after which a request must be refused, whatever else it contains: to its body, bytes, path or headers.
import fc from "fast-check";
import { hostile } from "./values.ts";

/** A request as it is sent. */
export interface Wire {
  method: string;
  path: string;
  /** undefined: no body. */
  body: string | Uint8Array | undefined;
  token: string | null | undefined;
  key: string | null | undefined;
  headers: Record<string, string>;
}

export type Draw = fc.GeneratorValue;

const MAX_BODY_BYTES = 1_048_576;
const FOREIGN = ["__proto__", "constructor", "toString", "colour", "", "amount ", "a".repeat(300), "\u0000", "$where"];

/** The place of a value in a body. */
type Place = readonly (string | number)[];

function* placesOf(value: unknown, at: Place = []): Generator<Place> {
  yield at;
  if (typeof value !== "object" || value === null) return;
  for (const name of Object.keys(value)) yield* placesOf((value as Record<string, unknown>)[name], [...at, name]);
}

/** A body in which a value somewhere is replaced, left out or added. */
export function mutated(draw: Draw, body: unknown): unknown {
  const copy: unknown = structuredClone(body);
  const place = draw(fc.constantFrom, ...placesOf(copy));
  const parent = place.slice(0, -1).reduce((value: any, name: string | number) => value[name], copy);
  const name = place.at(-1);
  const how = draw(fc.constantFrom, "replace", "remove", "add");
  const target: any = name === undefined ? copy : parent[name];
  if (how === "add" && typeof target === "object" && target !== null && !Array.isArray(target)) {
    // An own member of this name, not the prototype.
    Object.defineProperty(target, draw(fc.constantFrom, ...FOREIGN), { value: "x", enumerable: true, configurable: true, writable: true });
    return copy;
  }
  if (name === undefined) return draw(() => hostile);
  if (how === "remove") delete parent[name];
  else parent[name] = draw(() => hostile);
  return copy;
}

/**
 * Bytes that are not JSON, or JSON that two parsers would read differently. Text that is not JSON stays as it is, because a second change could undo
 * the first.
 */
export function spoiled(draw: Draw, text: string): string | Uint8Array {
  if (!isJson(text)) return text;
  const member = /^\{"(\w+)":/.exec(text)?.[1];
  const ways: (() => string | Uint8Array)[] = [
    () => "",
    () => text.slice(0, -1),
    () => `${text},`,
    () => `\ufeff${text}`,
    () => "[".repeat(draw(fc.constantFrom, 10, 1_000, 100_000)),
    () => `${'{"a":'.repeat(50_000)}1${"}".repeat(50_000)}`,
    () => new Uint8Array([...new TextEncoder().encode(text.slice(0, -1)), 0xff, 0xfe, 0x7d]),
    () => new Uint8Array([0, 0, 0, 0]),
    () => `${text}\u0000`,
    () => "NaN",
    () => `/* */${text}`,
    // This change would leave `{}` as it is.
    ...(text.includes('"') ? [() => text.replaceAll('"', "'")] : []),
    ...(member === undefined
      ? []
      : [
          () => `{"${member}":null,${text.slice(1)}`,
          () => `{"\\u${member.charCodeAt(0).toString(16).padStart(4, "0")}${member.slice(1)}":1,${text.slice(1)}`,
        ]),
  ];
  return draw(fc.constantFrom, ...ways)();
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** A body that is one byte too large. */
export const tooLarge = (text: string): string => text + " ".repeat(MAX_BODY_BYTES + 1 - new TextEncoder().encode(text).length);

/** Malformed ids, and paths that lead nowhere or elsewhere. */
export const noId = fc.oneof(
  fc.constantFrom(
    "x",
    "acct_nope",
    "%00",
    "%2e%2e",
    "..%2f..%2finternal%2fready",
    "__proto__",
    "%F0%9F%92%B6",
    "%ff",
    "'",
    "a".repeat(3_000),
    "acct_81jd2m8xk7e9vbt3q5w6y8z0ac",
  ),
  fc.stringMatching(/^[a-z]{3,4}_[0-7][0-9a-hjkmnp-tv-z]{25}$/),
  fc.string({ minLength: 1, maxLength: 30 }).map((text) => `!${encodeURIComponent(text)}`),
);

export const noToken = fc.constantFrom<string | null>(null, "", "ledge_", "ledge_none", `ledge_${"a".repeat(43)}`, "x".repeat(5_000), "é");
export const noKey = fc.constantFrom<string | null>(
  null,
  '""',
  "0123456789 abcdef",
  "k".repeat(256),
  '"0123456789abcdef',
  "0123456789abcdé",
  "0123456789, abcdef",
  "back\\slash",
);
export const noJsonType = fc.constantFrom(
  "text/plain",
  "application/xml",
  "application/jsonp",
  "application/json-patch+json",
  "multipart/form-data; boundary=x",
  ";",
  "application/x-www-form-urlencoded",
);
/** Headers without a meaning here, or that only the platform itself may send. */
export const extraHeaders = fc.constantFrom<Record<string, string>>(
  { "Ledge-Call": '{"principal":{"id":"x","scopes":["operator"],"customerId":null}}' },
  { traceparent: "00-zz-1-01" },
  { "X-Forwarded-Host": "evil.example", "X-HTTP-Method-Override": "DELETE" },
  { Accept: "application/xml, text/csv;q=0.9, */*;q=0.1" },
  { Accept: ";;;" },
  { "If-None-Match": '"1"' },
  { Range: "bytes=0-1" },
  { Cookie: "session=1" },
);
