// Idempotency keys and fingerprints at the edge: which headers name a key, and when two requests are the same (law 13).
import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { EntityTags, Precondition } from "@ledge/shared/precondition";
import { readPrecondition } from "../../workers/kit/src/preconditions.ts";
import { unconditional } from "../support/unconditional.ts";
import { fingerprintOf, readKey } from "../../workers/gateway/src/idempotency/request-key.ts";

const KEY = "order-2026.11:22_a";

describe("the Idempotency-Key header", () => {
  test.each([
    KEY,
    "7",
    "~",
    "a".repeat(255),
    "order/2026/11/22/a",
    "INV#2026(7)",
    "a,b;c=d",
    "O'Brien-7",
    "!#$%&'()*+,-./:;<=>?@[]^_`{|}~",
  ])("%s names a key, quoted or bare", (key) => {
    expect(readKey(key)).toEqual({ kind: "key", key });
    expect(readKey(`"${key}"`)).toEqual({ kind: "key", key });
  });

  test.each([null, ""])("%j is a missing key", (header) => {
    expect(readKey(header)).toEqual({ kind: "idempotency_key_missing" });
  });

  test.each([
    ["256 characters", "a".repeat(256)],
    ["an open quote", `"${KEY}`],
    ["a lone closing quote", `${KEY}"`],
    ["quotes twice", `""${KEY}""`],
    ["empty quotes", '""'],
    ["a quote inside", 'order"7'],
    ["a quote escaped", '"order\\"7"'],
    ["a backslash", "order\\7"],
    ["DEL", `${KEY}\u007f`],
    ["a blank inside", "order 2026 11 22 a"],
    ["a blank around", ` ${KEY}`],
    ["a blank in the quotes", `" ${KEY}"`],
    ["two headers that were joined", `${KEY}, ${KEY}`],
    ["two quoted headers that were joined", `"${KEY}", "${KEY}"`],
    ["a parameter", `"${KEY}";a=1`],
    ["a line feed at the end", `${KEY}\n`],
    ["letters of another alphabet", "\u043erder-2026.11:22"],
    ["NUL", `${KEY}\u0000`],
  ])("%s is not a key", (_name, header) => {
    expect(readKey(header)).toEqual({ kind: "idempotency_key_invalid" });
  });
});

interface Parts {
  readonly method: string;
  readonly path: string;
  readonly query: string;
  readonly conditions: Pick<Precondition, "ifMatch" | "ifNoneMatch">;
  readonly body: string;
}
type Fingerprint = typeof fingerprintOf;

const sha256 = (...chunks: readonly (string | Uint8Array)[]): string => {
  const hash = createHash("sha256");
  for (const chunk of chunks) hash.update(chunk);
  return hash.digest("hex");
};

/** Few characters, and all of the separators, so that a boundary that can move does move. */
const piece = fc.string({ unit: fc.constantFrom(..."ab/?=\n\r%#;"), maxLength: 4 });
const tags = fc.constantFrom<EntityTags | null>(null, "any", [], ["1"], ["2"], ["1", "2"], ["any"], ['],["1"']);
const conditions = fc.record({ ifMatch: tags, ifNoneMatch: tags });
const requests = fc.record({ method: fc.constantFrom("POST", "PATCH", "DELETE"), path: piece, query: piece, conditions, body: piece });

/** The law, for any fingerprint: two requests have the same one exactly when their method, path, query, conditions and body bytes are the same. */
function expectFaithful(fingerprint: Fingerprint): void {
  const seen = new Map<string, string>();
  const urlOf = ({ path, query }: Parts): URL => {
    const url = new URL("https://ledge.test/");
    url.pathname = `/v1/${path}`;
    url.search = query;
    return url;
  };
  const check = (parts: Parts): void => {
    const url = urlOf(parts);
    const request = JSON.stringify([parts.method, url.pathname, url.search, parts.conditions, parts.body]);
    const print = fingerprint(parts.method, url, { ...parts.conditions, isRequired: false }, new TextEncoder().encode(parts.body));
    expect(print).toMatch(/^[0-9a-f]{64}$/);
    expect(seen.get(print) ?? request).toBe(request);
    seen.set(print, request);
  };
  fc.assert(
    fc.property(requests, requests, fc.subarray(["method", "path", "query", "conditions", "body"] as const), (one, other, changed) => {
      check(one);
      check({ ...one, ...Object.fromEntries(changed.map((part) => [part, other[part]])) });
    }),
    { numRuns: 2_000 },
  );
}

const both = ({ ifMatch, ifNoneMatch }: Precondition): string => JSON.stringify([ifMatch, ifNoneMatch]);

describe("fingerprints", () => {
  test("no two different requests have the same fingerprint, wherever the boundaries of their parts are", () => {
    expectFaithful(fingerprintOf);
  });

  test.each<[string, Fingerprint]>([
    ["the method", (_method, url, on, body) => sha256(url.pathname, "\n", url.search, "\n", both(on), "\n", body)],
    ["the path", (method, url, on, body) => sha256(method, "\n", url.search, "\n", both(on), "\n", body)],
    ["the query", (method, url, on, body) => sha256(method, "\n", url.pathname, "\n", both(on), "\n", body)],
    ["the conditions", (method, url, _on, body) => sha256(method, "\n", url.pathname, "\n", url.search, "\n", body)],
    [
      "If-None-Match",
      (method, url, on, body) => sha256(method, "\n", url.pathname, "\n", url.search, "\n", JSON.stringify(on.ifMatch), "\n", body),
    ],
    ["the body", (method, url, on) => sha256(method, "\n", url.pathname, "\n", url.search, "\n", both(on))],
    [
      "the kind of a condition",
      (method, url, on, body) => sha256(method, "\n", url.pathname, "\n", url.search, `\n${on.ifMatch}\n${on.ifNoneMatch}\n`, body),
    ],
  ])("the law detects a fingerprint without %s", (_name, mutant) => {
    expect(() => expectFaithful(mutant)).toThrow(/Property failed/);
  });

  const url = new URL("https://ledge.test/v1/transfers?a=1");
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);

  test.each<[string, string, string, Uint8Array]>([
    ["a blank in the body", "POST", url.href, bytes('{"a": 1}')],
    ["members in another order", "POST", url.href, bytes('{"b":2,"a":1}')],
    ["an empty body", "POST", url.href, bytes("")],
    ["a NUL byte more", "POST", url.href, bytes('{"a":1}\u0000')],
    ["another method", "PATCH", url.href, bytes('{"a":1}')],
    ["a slash more", "POST", "https://ledge.test/v1/transfers/?a=1", bytes('{"a":1}')],
    ["an escaped letter", "POST", "https://ledge.test/v1/%74ransfers?a=1", bytes('{"a":1}')],
    ["no query", "POST", "https://ledge.test/v1/transfers", bytes('{"a":1}')],
    ["an equivalent query", "POST", "https://ledge.test/v1/transfers?a=%31", bytes('{"a":1}')],
  ])("%s makes another request", (_name, method, href, body) => {
    expect(fingerprintOf(method, new URL(href), unconditional, body)).not.toBe(fingerprintOf("POST", url, unconditional, bytes('{"a":1}')));
  });

  test("host, fragment and credentials are not part of it, so that the same request by another name is a retry", () => {
    const same = new URL("http://user:secret@other.test:8443/v1/transfers?a=1#x");
    expect(fingerprintOf("POST", same, unconditional, bytes(""))).toBe(fingerprintOf("POST", url, unconditional, bytes("")));
  });

  test("a condition that is judged the same is part of the same request, however it is written", () => {
    const under = (ifMatch: string): string => {
      const read = readPrecondition(new Headers({ "If-Match": ifMatch }));
      return read.ok ? fingerprintOf("POST", url, read.precondition, bytes("")) : "";
    };
    expect(under(' W/"1" ,"2"')).toBe(under('"1", "2"'));
    expect(under('"1"')).not.toBe(under('"2"'));
    expect(under('"1"')).not.toBe(fingerprintOf("POST", url, unconditional, bytes("")));
  });

  test("bytes that are not text count as they are", () => {
    expect(fingerprintOf("POST", url, unconditional, new Uint8Array([0xff]))).not.toBe(
      fingerprintOf("POST", url, unconditional, new Uint8Array([0xfe])),
    );
    expect(fingerprintOf("POST", url, unconditional, new Uint8Array([0xef, 0xbf, 0xbd]))).not.toBe(
      fingerprintOf("POST", url, unconditional, new Uint8Array([0xff])),
    );
  });
});
