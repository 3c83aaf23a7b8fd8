// The times that clients send, and the form of times in answers. Times outside a range are refused, so that every accepted instant comes back
// unchanged, through every format, clock and tool on the way.
import { z } from "zod";

/** The first instant that is accepted, the last, and the first after the range. @internal Tests read the limit instead of repeating it. */
export const EARLIEST = "1900-01-01T00:00:00.000Z";
export const LATEST = "2199-12-31T23:59:59.999Z";
const END = "2200-01-01T00:00:00.000Z";
const [EARLIEST_MS, END_MS] = [Date.parse(EARLIEST), Date.parse(END)];

const RANGE = `from ${EARLIEST} to before ${END}`;

const DAYS = "(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|1[0-9]|2[0-8])";
/** Leap years of the range: 1900 and 2100 are no leap years. */
const LEAP_DAY = "(?:(?:19|2[01])(?:0[48]|[2468][048]|[13579][26])|2000)-02-29";
const TIME = "[Tt](?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]";
const FRACTION = "(?:\\.[0-9]{1,3})?";
const OFFSET = "[+-](?:[01][0-9]|2[0-3]):[0-5][0-9]";
/** Years in which an instant lies within the range whatever its offset. */
const INNER_YEAR = "(?:19(?:0[1-9]|[1-9][0-9])|20[0-9]{2}|21(?:[0-8][0-9]|9[0-8]))";
const date = (year: string): string => `(?:${LEAP_DAY}|${year}-(?:${DAYS}))`;

/** RFC 3339, section 5.6, of days that exist. For the contract; an offset in the first or last year is judged by the instant. */
const PATTERN = `^(?:${date("(?:19|2[01])[0-9]{2}")}${TIME}${FRACTION}[Zz]|${date(INNER_YEAR)}${TIME}${FRACTION}${OFFSET})$`;

/** RFC 3339, with groups for the parts that are judged separately: the day and the fraction. */
const RFC_3339 = new RegExp(`^([0-9]{4})-([0-9]{2})-([0-9]{2})${TIME}(\\.[0-9]+)?(?:[Zz]|${OFFSET})$`);
const DAY_OF_ANY_YEAR = new RegExp(`^(?:${DAYS}|02-29)$`);

/** The fault of a text as an instant, as a message; null: it is valid. @internal A rule, tested as a table. */
export function faultOfInstant(text: string): string | null {
  const [found, year = "", month = "", day = "", fraction = ""] = RFC_3339.exec(text) ?? [];
  if (found === undefined)
    return / [0-9]{2}:[0-9]{2}$/.test(text)
      ? "must be an instant such as 2026-11-22T10:00:00Z; in a query, the + of an offset is written %2B"
      : "must be an instant as RFC 3339 has it, such as 2026-11-22T10:00:00Z or 2026-11-22T11:00:00.123+01:00";
  if (fraction.length > ".000".length) return "must not be finer than milliseconds";
  const leap = Number(year) % 4 === 0 && (Number(year) % 100 !== 0 || Number(year) % 400 === 0);
  if (!DAY_OF_ANY_YEAR.test(`${month}-${day}`) || (month === "02" && day === "29" && !leap)) return "must be a day that exists";
  const ms = epochMs(text);
  return ms >= EARLIEST_MS && ms < END_MS ? null : `must lie in the range ${RANGE}`;
}

/** Milliseconds since 1970 of a valid text. It is parsed in ECMAScript's own format (21.4.1.32), which every engine parses in the same way. */
function epochMs(text: string): number {
  const upper = text.toUpperCase();
  return Date.parse(upper.replace(/(\.[0-9]+)?(?=Z|[+-][0-9]{2}:[0-9]{2}$)/, (given) => (given === "" ? ".000" : given.padEnd(4, "0"))));
}

/** An instant that a client sends; the parsed value has the form of answers: in UTC, to the millisecond. */
export const time = z
  .string()
  .superRefine((value, context) => {
    const fault = faultOfInstant(value);
    if (fault !== null) context.addIssue({ code: "custom", message: fault });
  })
  .transform((value) => new Date(epochMs(value)).toISOString())
  .meta({
    id: "InstantInput",
    description: `RFC 3339, ${RANGE}, to the millisecond at most, with any offset; answers have it in UTC`,
    pattern: PATTERN,
    example: "2026-11-22T10:00:00Z",
  });

/** The first day that is accepted, and the first after the range. */
const [EARLIEST_DAY, END_DAY] = [EARLIEST.slice(0, 10), END.slice(0, 10)];
const DAY_PATTERN = `^${date("(?:19|2[01])[0-9]{2}")}$`;

/** A calendar day that a client sends: in UTC, as every day of the books. */
export const day = z
  .string()
  .regex(new RegExp(DAY_PATTERN), `must be a day that exists, such as 2026-11-22, from ${EARLIEST_DAY} to before ${END_DAY}`)
  .meta({
    id: "DayInput",
    description: `A day in UTC (RFC 3339, full-date), from ${EARLIEST_DAY} to before ${END_DAY}`,
    example: "2026-01-01",
  });

/** A calendar day in an answer. */
export const calendarDay = z
  .string()
  .regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/)
  .meta({ id: "Day", description: "A day in UTC (RFC 3339, full-date)", format: "date", example: "2026-11-22" });

/** The day of an instant, in UTC. */
export const dayOf = (instant: Date): string => instant.toISOString().slice(0, 10);

/** An instant in an answer. */
export const instant = z
  .string()
  .regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$/)
  .meta({ id: "Instant", description: "RFC 3339 in UTC, to the millisecond", format: "date-time", example: "2026-11-22T10:00:00.000Z" });
