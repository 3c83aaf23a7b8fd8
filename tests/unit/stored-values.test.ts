// The strict parsers of stored values (law 29): every instant is read as it was written, in any offset, and other text is a fault, never a guess. A
// value that cannot be read fails where it is used, not where its row is read.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { instant, integer64 } from "../../core-service/src/database/column-types.ts";
import { readInstant, readInstantOrNull, readInteger, readMetadata, readMinor } from "../../core-service/src/database/stored-values.ts";
import { pgTable } from "drizzle-orm/pg-core";

const FIRST_MS = Date.parse("0001-01-01T00:00:00.000Z");
const LAST_MS = Date.parse("9999-12-31T23:59:59.999Z");

/** As Postgres writes an instant with `DateStyle` ISO at an offset: without a zero fraction or trailing zeros. */
function postgresText(ms: number, offsetSeconds: number): string {
  const local = new Date(ms + offsetSeconds * 1000).toISOString().replace(/^[+]/, "");
  const [date, time = ""] = local.replace("Z", "").split("T");
  const part = (value: number): string => String(Math.trunc(value)).padStart(2, "0");
  const seconds = Math.abs(offsetSeconds);
  const parts = [part(seconds / 3600), part((seconds / 60) % 60), part(seconds % 60)];
  while (parts.length > 1 && parts.at(-1) === "00") parts.pop();
  return `${date} ${time.replace(/\.?0+$/, (zeros) => (zeros.startsWith(".") || time.includes(".") ? "" : zeros))}${offsetSeconds < 0 ? "-" : "+"}${parts.join(":")}`;
}

type Reader = (text: unknown) => Date;

/** The law: every text that Postgres or JSON writes of an instant, in any zone, is read as that instant. */
function expectExact(read: Reader): void {
  fc.assert(
    fc.property(
      fc.integer({ min: FIRST_MS + 86_400_000, max: LAST_MS - 86_400_000 }),
      fc.oneof(fc.constant(0), fc.integer({ min: -57_599, max: 57_599 })),
      (ms, offsetSeconds) => {
        expect(read(postgresText(ms, offsetSeconds)).getTime()).toBe(ms);
        expect(read(postgresText(ms, offsetSeconds).replace(" ", "T")).getTime()).toBe(ms);
        expect(read(new Date(ms).toISOString()).getTime()).toBe(ms);
      },
    ),
  );
}

describe("an instant", () => {
  test("is read exactly, whatever its year and zone", () => {
    expectExact(readInstant);
  });

  test.each<[string, string]>([
    ["0031-06-15 12:00:00+00", "0031-06-15T12:00:00.000Z"],
    ["0099-12-31 23:59:59.999+00", "0099-12-31T23:59:59.999Z"],
    ["0031-06-15 12:53:28+00:53:28", "0031-06-15T12:00:00.000Z"],
    ["1900-01-01 00:00:00+00", "1900-01-01T00:00:00.000Z"],
    ["1900-01-01T05:41:16+05:41:16", "1900-01-01T00:00:00.000Z"],
    ["2026-11-22T15:45:00.5+05:45", "2026-11-22T10:00:00.500Z"],
    ["2026-11-22 06:30:00-03:30", "2026-11-22T10:00:00.000Z"],
    ["2026-11-22 10:00:00.123999+00", "2026-11-22T10:00:00.123Z"],
    ["9999-12-31 23:59:59.999+00", "9999-12-31T23:59:59.999Z"],
    ["2024-02-29 00:00:00+00", "2024-02-29T00:00:00.000Z"],
  ])("%s is %s", (text, iso) => {
    expect(readInstant(text).toISOString()).toBe(iso);
  });

  test.each([
    "infinity",
    "-infinity",
    "0044-03-15 12:00:00+00 BC",
    "10000-01-01 00:00:00+00",
    "294276-12-31 23:59:59+00",
    "0000-01-01 00:00:00+00",
    "22/11/2026 10:00:00.123 UTC",
    "Sun Nov 22 10:00:00.123 2026 UTC",
    "22.11.2026 10:00:00 UTC",
    "2026-11-22 10:00:00",
    "2026-11-22",
    "2026-02-30 00:00:00+00",
    "2026-11-22 24:00:00+00",
    "2026-11-22 10:00:60+00",
    "2026-13-01 00:00:00+00",
    "31-06-15 12:00:00+00",
    "",
    "1795000000000",
    1_795_000_000_000,
    null,
    undefined,
    new Date(0),
  ])("%s is refused", (text) => {
    expect(() => readInstant(text)).toThrow(expect.objectContaining({ name: "CoreBug" }));
  });

  test("that is null stays null", () => {
    expect([readInstantOrNull(null), readInstantOrNull(undefined)]).toEqual([null, null]);
  });

  test.each<[string, Reader]>([
    ["the engine's built-in parser of dates", (text) => new Date(String(text))],
    [
      "Date.UTC, which moves the first century",
      (text) => {
        const [year, month, day, hour, minute, second] = String(text).split(/\D/).map(Number);
        return new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second));
      },
    ],
    ["a parser without seconds in offsets", (text) => readInstant(String(text).replace(/([+-]\d\d:\d\d):\d\d$/, "$1"))],
  ])("is not read exactly by %s", (_name, mutant) => {
    expect(() => expectExact(mutant)).toThrow(/Property failed/);
  });
});

describe("an integer", () => {
  test.each<[unknown, number]>([
    ["0", 0],
    ["-1", -1],
    ["9007199254740991", Number.MAX_SAFE_INTEGER],
    [7, 7],
  ])("%s is %s", (value, number) => {
    expect(readInteger(value)).toBe(number);
  });

  test.each([
    "9007199254740992",
    "9223372036854775807",
    "1.5",
    "01",
    "1e3",
    "0x10",
    "",
    " 1",
    "NaN",
    2 ** 53,
    1.5,
    Number.NaN,
    null,
    undefined,
    {},
  ])("%s is refused", (value) => {
    expect(() => readInteger(value)).toThrow(expect.objectContaining({ name: "CoreBug" }));
  });
});

describe("an amount out of JSON", () => {
  test("is exact beyond 2^53, and refused when it is not an integer in text", () => {
    expect([readMinor("9223372036854775807"), readMinor("-9223372036854775808"), readMinor("0")]).toEqual([
      9223372036854775807n,
      -9223372036854775808n,
      0n,
    ]);
    for (const value of [2 ** 63, "", " 1", "1.0", "0x10", "+1", undefined, null])
      expect(() => readMinor(value), String(value)).toThrow(expect.objectContaining({ name: "CoreBug" }));
  });
});

describe("metadata", () => {
  test("are an object of text, and nothing else", () => {
    expect(readMetadata({ a: "b", constructor: "c" })).toEqual({ a: "b", constructor: "c" });
    for (const value of [null, [], ["a"], "a", 1, { a: 1 }, { a: null }, { a: {} }])
      expect(() => readMetadata(value), JSON.stringify(value)).toThrow(expect.objectContaining({ name: "CoreBug" }));
  });
});

describe("a column", () => {
  const { at, count } = pgTable("t", { at: instant("at"), count: integer64("count") });

  test("returns the values that it can read", () => {
    expect(at.mapFromDriverValue("0031-06-15 12:00:00+00")).toEqual(new Date("0031-06-15T12:00:00.000Z"));
    expect(count.mapFromDriverValue("9007199254740991")).toBe(Number.MAX_SAFE_INTEGER);
    expect(at.mapToDriverValue(new Date("1900-01-01T00:00:00.000Z"))).toBe("1900-01-01T00:00:00.000Z");
  });

  test("fails at no value, and an unreadable value fails every use that shows, compares or counts it", () => {
    const unreadable = at.mapFromDriverValue("infinity") as Date;
    const uses: (() => unknown)[] = [
      () => unreadable.toISOString(),
      () => JSON.stringify({ unreadable }),
      () => unreadable.getTime(),
      () => unreadable > new Date(0),
      () => `${unreadable}`,
      () => Number(unreadable),
      () => readInteger(count.mapFromDriverValue("9007199254740993")),
    ];
    for (const use of uses) expect(use).toThrow(expect.objectContaining({ name: "CoreBug" }));
  });
});
