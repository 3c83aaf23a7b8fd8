// Parses the header Retry-After, for everything that sends requests: deliveries, the client, the tools. A malformed header counts as absent.

const SECOND_MS = 1_000;
/** RFC 9110, section 5.6.7: a year of two digits is the latest year with these digits that is at most this far ahead. */
const MAX_YEARS_AHEAD = 50;
/** The old forms of an HTTP-date: `Sun Nov  6 08:49:37 1994`, and `Sunday, 06-Nov-94 08:49:37 GMT` up to its year. */
const ASCTIME = /^(\w+) (\w+) ([ \d]\d) (.+) (\d+)$/;
const RFC_850 = /^(\w{3})(?:|s|nes|rs|ur)day, (\d\d)-(\w+)-(\d\d) /;

/**
 * The header as milliseconds from now; null when it is missing or is neither seconds nor an HTTP-date (RFC 9110, section 10.2.3). A date that
 * has passed is 0. The value has no limit, and may be Infinity: the caller has a limit of its own.
 */
export function parseRetryAfter(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header)) return Number(header) * SECOND_MS;
  const lastYear = new Date(nowMs).getUTCFullYear() + MAX_YEARS_AHEAD;
  const date = header
    .replace(ASCTIME, (_, weekday, month, day, time, year) => `${weekday}, ${day.replace(" ", "0")} ${month} ${year} ${time} GMT`)
    .replace(RFC_850, (_, weekday, day, month, digits) => `${weekday}, ${day} ${month} ${lastYear - ((lastYear - digits) % 100)} `);
  const dateMs = Date.parse(date);
  // Date.parse guesses at unknown formats; a valid date is one that is written again as exactly the same text. So all parts of it are checked.
  return !Number.isNaN(dateMs) && new Date(dateMs).toUTCString() === date ? Math.max(dateMs - nowMs, 0) : null;
}
