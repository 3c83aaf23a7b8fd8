// The media type and file name of each format of a statement. negotiate.test.ts tests the choice by Accept.
import { describe, expect, test } from "vitest";
import { fileNameOf, formatOf, mediaTypeOf, type StatementFormat } from "../../workers/payments/src/statement/format.ts";
import { ACCOUNT, small } from "../support/statement.ts";

describe("the format of a statement", () => {
  test.each<[StatementFormat, string, string]>([
    ["json", "application/json", "json"],
    ["csv", "text/csv; charset=utf-8; header=present", "csv"],
    ["camt053", "application/xml; charset=utf-8", "camt053.xml"],
  ])("%s is %s, and its file ends in .%s", (format, mediaType, ending) => {
    expect(mediaTypeOf(format)).toBe(mediaType);
    expect(formatOf(mediaType.split(";")[0] as string)).toBe(format);
    expect(fileNameOf(format, small.head)).toBe(`statement-${ACCOUNT}-20261101T000000Z-20261201T000000Z.${ending}`);
    expect(fileNameOf(format, { ...small.head, from: "2026-11-01T00:00:00.123Z" })).toMatch(/^[A-Za-z0-9_.-]+$/);
  });

  test("is undefined for a media type that no statement has", () => {
    expect(() => formatOf("text/html")).toThrow(RangeError);
  });
});
