// The only parsers of values that Postgres or JSON has as text. Strict: any other text is a bug and is never guessed at. (The engine's own
// parser of dates accepts almost anything, and reads the years 1 to 99 as years of the twentieth and twenty-first century.)
import { Bug } from "./failure.ts";

/**
 * ISO 8601 as Postgres writes a time with `DateStyle` ISO (`2026-11-22 10:00:00.123+00`) and JSON has it (`2026-11-22T10:00:00.123Z`,
 * `…+00:00`; PostgreSQL 18, 9.16.1): years 0001 to 9999. An offset may have seconds: before there were time zones, places had their own.
 */
const INSTANT = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)(?:\.(\d{1,6}))?(?:Z|([+-])(\d\d)(?::?(\d\d))?(?::?(\d\d))?)$/;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/**
 * The instant of a text, truncated to the millisecond.
 *
 * @throws Bug at any other text: `infinity`, years before 1 and after 9999, times that do not exist, another `DateStyle`.
 */
export function readInstant(text: unknown): Date {
  const [found, year, month, day, hour, minute, second, fraction = "", sign, offsetHours = "0", offsetMinutes = "0", offsetSeconds = "0"] =
    (typeof text === "string" ? INSTANT.exec(text) : null) ?? [];
  if (found === undefined) throw new Bug("a time that cannot be read");
  const parts = [Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second)] as const;
  const local = new Date(0);
  // Not Date.UTC, which takes the years 0 to 99 as 1900 to 1999.
  local.setUTCFullYear(parts[0], parts[1], parts[2]);
  local.setUTCHours(parts[3], parts[4], parts[5], Number(fraction.slice(0, 3).padEnd(3, "0")));
  const exists =
    parts[0] > 0 &&
    local.getUTCMonth() === parts[1] &&
    local.getUTCDate() === parts[2] &&
    local.getUTCHours() === parts[3] &&
    local.getUTCMinutes() === parts[4] &&
    local.getUTCSeconds() === parts[5];
  if (!exists) throw new Bug("a time that does not exist");
  const offsetMs = Number(offsetHours) * HOUR_MS + Number(offsetMinutes) * MINUTE_MS + Number(offsetSeconds) * 1_000;
  return new Date(local.getTime() - (sign === "-" ? -offsetMs : offsetMs));
}

/** As `readInstant`; null and undefined give null. */
export const readInstantOrNull = (text: unknown): Date | null => (text === null || text === undefined ? null : readInstant(text));

/** An instant so many milliseconds after another. */
export const later = (instant: Date, ms: number): Date => new Date(instant.getTime() + ms);

const INTEGER = /^(?:0|-?[1-9]\d*)$/;

/** An integer that counts something, as a number. @throws Bug when a number does not hold it exactly, and when it is no integer. */
export function readInteger(value: unknown): number {
  const isText = typeof value === "string" && INTEGER.test(value);
  const number = isText || typeof value === "number" ? Number(value) : Number.NaN;
  if (!Number.isSafeInteger(number)) throw new Bug("an integer that cannot be read");
  return number;
}

/** Minor units from JSON, where they are text: many readers of JSON parse numbers as floats. @throws Bug when it is no such text. */
export function readMinor(value: unknown): bigint {
  if (typeof value !== "string" || !INTEGER.test(value)) throw new Bug("an amount that cannot be read");
  return BigInt(value);
}

/** The metadata that a client keeps with a resource. @throws Bug when it is not an object whose members are text. */
export function readMetadata(value: unknown): Record<string, string> {
  const isObject = typeof value === "object" && value !== null && !Array.isArray(value);
  if (!isObject || !Object.values(value).every((member) => typeof member === "string")) throw new Bug("metadata that cannot be read");
  return value as Record<string, string>;
}
