// The choice of a media type by Accept (RFC 9110, section 12.5.1), as a table: the one parser of that header.
import { describe, expect, test } from "vitest";
import { negotiate } from "../../workers/kit/src/negotiate.ts";

const JSON_TYPE = "application/json";
const [CSV, XML, SSE] = ["text/csv", "application/xml", "text/event-stream"];
const STATEMENT = [JSON_TYPE, CSV, XML];
const FEED = [JSON_TYPE, SSE];

describe("an Accept header", () => {
  test.each<[string | null, string | null]>([
    [null, JSON_TYPE],
    ["", JSON_TYPE],
    ["*/*", JSON_TYPE],
    ["application/json", JSON_TYPE],
    ["text/csv", CSV],
    ["application/xml", XML],
    // Another name of the same type (RFC 7303, section 9.2).
    ["text/xml", XML],
    ["TEXT/CSV", CSV],
    ["text/csv; charset=utf-8; header=present", CSV],
    ["application/json; charset=utf-8", JSON_TYPE],
    // No offered type.
    ["text/html", null],
    ["application/pdf, image/*", null],
    ["text/csvx, xtext/csv, application/json-patch+json", null],
    ["text/csv;q=0", null],
    ["*/*;q=0", null],
    ["application/*;q=0, text/*;q=0.000", null],
    // A malformed header is treated as absent.
    ["csv", JSON_TYPE],
    [",,;;q=1,/", JSON_TYPE],
    ["text/csv;q=high", JSON_TYPE],
    ["*/csv;q=2", JSON_TYPE],
    // Equal weights: the order of the offers decides.
    ["application/xml, text/csv, application/json", JSON_TYPE],
    ["application/xml, text/csv", CSV],
    ["application/*", JSON_TYPE],
    ["text/*", CSV],
    // Equal weights of a named type and a wildcard: the named type wins, because clients add the wildcard as a fallback.
    ["text/csv, */*", CSV],
    ["*/*, text/xml", XML],
    ["text/*, */*", CSV],
    ["text/*, application/xml", XML],
    ["text/csv;q=0.5, */*;q=0.5", CSV],
    ["text/csv;q=0.4, */*;q=0.5", JSON_TYPE],
    // Weights.
    ["application/json;q=0.5, text/csv;q=0.8, text/xml;q=0.7", CSV],
    ["application/json;q=0.5,text/csv ; Q=0.51", CSV],
    ["text/csv;q=0.001, application/xml;q=0.002", XML],
    ["application/json;q=0.9, */*;q=0.1", JSON_TYPE],
    ["text/html, application/xml;q=0.9, */*;q=0.8", XML],
    ["text/csv;q=0.1, text/csv;q=0.9, application/json;q=0.5", CSV],
    // The most specific range decides, also when it excludes a type.
    ["application/json;q=0, */*", CSV],
    ["text/csv;q=0, text/*, application/json;q=0.1", XML],
    ["text/csv;q=0.2, text/*;q=0.9, application/xml;q=0.5, text/xml;q=0", XML],
    ["application/*;q=0.1, */*;q=0.5", CSV],
    // A range with a malformed weight is ignored.
    ["text/csv;q=2, application/xml;q=0.1", XML],
    ["text/csv;q=-1, application/json;q=0.1, text/xml;q=1.0001", JSON_TYPE],
    ["text/csv;q=1., application/json;q=0.", CSV],
    // Separators within quotes do not separate.
    ['text/csv;header="a,b;q=0.1";q=0.9, application/json;q=0.5', CSV],
    ['text/html;note="\\", application/json", text/csv;q=0.2', CSV],
  ])("%j selects %j for a statement", (accept, type) => {
    expect(negotiate(accept, STATEMENT)).toBe(type);
  });

  test.each<[string | null, string | null]>([
    [null, JSON_TYPE],
    ["*/*", JSON_TYPE],
    ["text/event-stream", SSE],
    ["Text/Event-Stream", SSE],
    ["text/event-stream;q=0", null],
    ["text/event-stream;q=0, */*", JSON_TYPE],
    ["text/event-stream;q=0.1, application/json", JSON_TYPE],
    ["text/event-stream, application/json", JSON_TYPE],
    ["text/event-stream, */*", SSE],
    ["text/event-stream, application/json;q=0.9", SSE],
    ["text/event-stream, */*;q=0.1", SSE],
    ["application/json, text/event-streams", JSON_TYPE],
    ["text/*", SSE],
    ["application/x-text/event-stream", JSON_TYPE],
  ])("%j selects %j for the feed", (accept, type) => {
    expect(negotiate(accept, FEED)).toBe(type);
  });

  test("of 32 KiB of nonsense is parsed quickly", () => {
    for (const nonsense of [",", ";", '"', '"\\', "q=", " ", "a/b;q=0.1,"])
      expect(negotiate(nonsense.repeat(32_768 / nonsense.length), STATEMENT)).toBe(nonsense === "a/b;q=0.1," ? null : JSON_TYPE);
  });
});
