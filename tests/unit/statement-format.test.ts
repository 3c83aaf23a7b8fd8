// Which format an Accept header asks for (RFC 9110, section 12.5.1), and what the answer is called.
import { describe, expect, test } from "vitest";
import { fileNameOf, formatOf, mediaTypeOf, type StatementFormat } from "../../workers/payments/src/statement/format.ts";
import { ACCOUNT, small } from "../support/statement.ts";

describe("the format of a statement", () => {
  test.each<[string | null, StatementFormat]>([
    [null, "json"],
    ["", "json"],
    ["*/*", "json"],
    ["application/json", "json"],
    ["text/csv", "csv"],
    ["application/xml", "camt053"],
    ["text/xml", "camt053"],
    ["TEXT/CSV", "csv"],
    ["text/csv; charset=utf-8; header=present", "csv"],
    // Nothing of ours: JSON.
    ["text/html", "json"],
    ["application/pdf, image/*", "json"],
    ["text/csv;q=0", "json"],
    ["csv", "json"],
    [",,;;q=1,/", "json"],
    // Equally liked: our order.
    ["application/xml, text/csv, application/json", "json"],
    ["application/xml, text/csv", "csv"],
    ["application/*", "json"],
    ["text/*", "csv"],
    // Weights.
    ["application/json;q=0.5, text/csv;q=0.8, text/xml;q=0.7", "csv"],
    ["application/json;q=0.5,text/csv ; Q=0.51", "csv"],
    ["text/csv;q=0.001, application/xml;q=0.002", "camt053"],
    ["application/json;q=0.9, */*;q=0.1", "json"],
    ["text/html, application/xml;q=0.9, */*;q=0.8", "camt053"],
    // The most specific range speaks.
    ["application/json;q=0, */*", "csv"],
    ["text/csv;q=0, text/*, application/json;q=0.1", "camt053"],
    ["text/csv;q=0.2, text/*;q=0.9, application/xml;q=0.5, text/xml;q=0", "camt053"],
    ["application/*;q=0.1, */*;q=0.5", "csv"],
    // A weight that is none: the range does not count.
    ["text/csv;q=high", "json"],
    ["text/csv;q=2, application/xml;q=0.1", "camt053"],
    ["text/csv;q=-1, text/xml;q=1.0001", "json"],
    ["text/csv;q=1., application/json;q=0.", "csv"],
  ])("%j asks for %s", (accept, format) => {
    expect(formatOf(accept)).toBe(format);
  });

  test("a header of 32 KiB of nonsense is read at once", () => {
    for (const nonsense of [",", ";", '"', '"\\', "q=", "text/*;", "a/b;q=0.1,"])
      expect(formatOf(nonsense.repeat(32_768 / nonsense.length))).toBe(nonsense === "text/*;" ? "csv" : "json");
  });

  test.each<[StatementFormat, string, string]>([
    ["json", "application/json", "json"],
    ["csv", "text/csv; charset=utf-8; header=present", "csv"],
    ["camt053", "application/xml; charset=utf-8", "camt053.xml"],
  ])("%s is %s, and its file ends in .%s", (format, mediaType, ending) => {
    expect(mediaTypeOf(format)).toBe(mediaType);
    expect(formatOf(mediaType)).toBe(format);
    expect(fileNameOf(format, small.head)).toBe(`statement-${ACCOUNT}-20261101T000000Z-20261201T000000Z.${ending}`);
    expect(fileNameOf(format, { ...small.head, from: "2026-11-01T00:00:00.123Z" })).toMatch(/^[A-Za-z0-9_.-]+$/);
  });
});
