// The instants that clients send (law 29): one range, RFC 3339 with any offset, to the millisecond, normalised to the form of answers.
import { faultOfInstant, instant, time } from "@ledge/shared/instants";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";

const FIRST_MS = Date.parse("1900-01-01T00:00:00.000Z");
const END_MS = Date.parse("2200-01-01T00:00:00.000Z");
const patternOf = (schema: z.ZodType, io: "input" | "output", name: string): RegExp =>
  new RegExp((z.toJSONSchema(schema, { io }) as { $defs: Record<string, { pattern: string }> }).$defs[name]?.pattern ?? "^none$", "u");
const PATTERN = patternOf(time, "input", "InstantInput");
const ANSWERED = patternOf(instant, "output", "Instant");

/** An instant as a client at an offset writes it. */
function writtenAt(ms: number, offsetMinutes: number): string {
  const two = (value: number): string => String(value).padStart(2, "0");
  const minutes = Math.abs(offsetMinutes);
  const offset = `${offsetMinutes < 0 ? "-" : "+"}${two(Math.trunc(minutes / 60))}:${two(minutes % 60)}`;
  return new Date(ms + offsetMinutes * 60_000).toISOString().replace("Z", offset);
}

describe("an instant", () => {
  test("of the range stays the same instant, whatever the offset it was written at", () => {
    fc.assert(
      fc.property(fc.integer({ min: FIRST_MS, max: END_MS - 1 }), fc.integer({ min: -1_439, max: 1_439 }), (ms, offsetMinutes) => {
        const iso = new Date(ms).toISOString();
        expect(time.parse(iso)).toBe(iso);
        expect(PATTERN.test(iso)).toBe(true);
        expect(ANSWERED.test(iso)).toBe(true);
        const local = writtenAt(ms, offsetMinutes);
        if (!/^\d{4}-/.test(local)) return;
        expect(time.parse(local)).toBe(iso);
        // In the first and the last year the contract's pattern ignores offsets, and the instant decides.
        if (!/^(?:1899|1900|2199|2200)/.test(local)) expect(PATTERN.test(local), local).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    ["2026-11-22T10:00:00Z", "2026-11-22T10:00:00.000Z"],
    ["2026-11-22T10:00:00.5Z", "2026-11-22T10:00:00.500Z"],
    ["2026-11-22T10:00:00.12Z", "2026-11-22T10:00:00.120Z"],
    ["2026-11-22T10:00:00+00:00", "2026-11-22T10:00:00.000Z"],
    ["2026-11-22T10:00:00-00:00", "2026-11-22T10:00:00.000Z"],
    ["2026-11-22T10:00:00.123+05:45", "2026-11-22T04:15:00.123Z"],
    ["2026-11-22T10:00:00-08:00", "2026-11-22T18:00:00.000Z"],
    ["2026-01-01T00:30:00+01:00", "2025-12-31T23:30:00.000Z"],
    ["2026-11-22t10:00:00z", "2026-11-22T10:00:00.000Z"],
    ["1900-01-01T00:00:00Z", "1900-01-01T00:00:00.000Z"],
    ["2199-12-31T23:59:59.999Z", "2199-12-31T23:59:59.999Z"],
    ["2024-02-29T23:59:59Z", "2024-02-29T23:59:59.000Z"],
    ["2000-02-29T00:00:00Z", "2000-02-29T00:00:00.000Z"],
  ])("%s is normalised to %s", (given, iso) => {
    expect(time.parse(given)).toBe(iso);
    expect(PATTERN.test(given)).toBe(true);
  });

  const range = /^must lie in the range from 1900-01-01T00:00:00.000Z to before 2200-01-01T00:00:00.000Z$/;
  const shape = /^must be an instant as RFC 3339 has it, such as 2026-11-22T10:00:00Z/;
  const day = /^must be a day that exists$/;
  test.each<[string, string, RegExp]>([
    ["the year 31", "0031-06-15T12:00:00Z", range],
    ["the year 0", "0000-01-01T00:00:00Z", range],
    ["the year 99", "0099-12-31T23:59:59Z", range],
    ["the last instant before the range", "1899-12-31T23:59:59.999Z", range],
    ["the first instant after the range", "2200-01-01T00:00:00Z", range],
    ["one before the range by its offset", "1900-01-01T00:00:00+00:01", range],
    ["one after the range by its offset", "2199-12-31T23:59:59-00:01", range],
    ["the year 9999", "9999-12-31T23:59:59Z", range],
    ["no zone", "2026-11-22T10:00:00", shape],
    ["no time", "2026-11-22", shape],
    ["no seconds", "2026-11-22T10:00Z", shape],
    ["an offset without minutes", "2026-11-22T10:00:00+01", shape],
    ["an offset without a colon", "2026-11-22T10:00:00+0100", shape],
    ["an offset of a day", "2026-11-22T10:00:00+24:00", shape],
    ["the plus of a query that was not escaped", "2026-11-22T10:00:00 01:00", /%2B/],
    ["microseconds", "2026-11-22T10:00:00.123456Z", /^must not be finer than milliseconds$/],
    ["a fourth digit though it is zero", "2026-11-22T10:00:00.1230Z", /^must not be finer than milliseconds$/],
    ["a point without digits", "2026-11-22T10:00:00.Z", shape],
    ["a comma for a point", "2026-11-22T10:00:00,5Z", shape],
    ["30 February", "2026-02-30T00:00:00Z", day],
    ["29 February of a common year", "2026-02-29T00:00:00Z", day],
    ["29 February of 1900", "1900-02-29T00:00:00Z", day],
    ["29 February of 2100", "2100-02-29T00:00:00Z", day],
    ["31 April", "2026-04-31T00:00:00Z", day],
    ["month 13", "2026-13-01T00:00:00Z", day],
    ["day 0", "2026-01-00T00:00:00Z", day],
    ["24 o'clock", "2026-11-22T24:00:00Z", shape],
    ["a leap second", "2016-12-31T23:59:60Z", shape],
    ["a blank for the T", "2026-11-22 10:00:00Z", shape],
    ["a year of six digits", "+002026-11-22T10:00:00Z", shape],
    ["a negative year", "-000001-01-01T00:00:00Z", shape],
    ["a line feed after", "2026-11-22T10:00:00Z\n", shape],
    ["digits of another script", "２０２６-11-22T10:00:00Z", shape],
    ["infinity", "infinity", shape],
    ["now", "now", shape],
    ["nothing", "", shape],
  ])("is not %s", (_what, given, words) => {
    expect(faultOfInstant(given)).toMatch(words);
    expect(time.safeParse(given).error?.issues[0]?.message).toMatch(words);
    expect(PATTERN.test(given)).toBe(false);
  });

  test("agrees with the contract's pattern, near every rule", () => {
    const part = (...values: string[]) => fc.constantFrom(...values);
    const near = fc
      .tuple(
        part("1899", "1900", "1904", "2000", "2026", "2096", "2100", "2199", "2200"),
        part("00", "01", "02", "04", "12", "13"),
        part("00", "01", "28", "29", "30", "31", "32"),
        part("T00:00:00", "T23:59:59", "T24:00:00", "T12:60:00", "t12:00:00"),
        part("", ".", ".0", ".123", ".1234"),
        part("Z", "z", ""),
      )
      .map(([year, month, dayOfMonth, clock, fraction, zone]) => `${year}-${month}-${dayOfMonth}${clock}${fraction}${zone}`);
    fc.assert(
      fc.property(near, (given) => {
        expect(PATTERN.test(given), given).toBe(faultOfInstant(given) === null);
      }),
      { numRuns: 5_000 },
    );
  });
});
