// Reads the header Retry-After of a stranger's answer. What makes no sense changes nothing.

const SECOND_MS = 1_000;
/** The longest wait of the retry schedule. A receiver that asks for more is tried earlier than it asked. */
export const MAX_RETRY_AFTER_MS = 12 * 60 * 60 * SECOND_MS;
/** RFC 9110, section 5.6.7: a two-digit year further ahead is the last past one with these digits. */
const MAX_YEARS_AHEAD = 50;

/**
 * The header as milliseconds from now, at most MAX_RETRY_AFTER_MS; null when it is missing or is neither seconds nor an
 * HTTP-date (RFC 9110, section 10.2.3). A date that has passed is 0.
 */
export function parseRetryAfter(header: string | null, nowMs: number): number | null {
  if (header === null) return null;
  if (/^\d+$/.test(header)) return Math.min(Number(header) * SECOND_MS, MAX_RETRY_AFTER_MS);
  const dateMs = httpDateMs(header, nowMs);
  return dateMs === null ? null : Math.min(Math.max(dateMs - nowMs, 0), MAX_RETRY_AFTER_MS);
}

/** An HTTP-date in the form to send or one of the two old ones that must be understood (RFC 9110, section 5.6.7). */
function httpDateMs(text: string, nowMs: number): number | null {
  const fixed = fromAsctime(text) ?? fromRfc850(text, nowMs) ?? text;
  const dateMs = Date.parse(fixed);
  // Date.parse guesses at what it does not know; what it knows, it writes again to the letter.
  return !Number.isNaN(dateMs) && new Date(dateMs).toUTCString() === fixed ? dateMs : null;
}

/** `Sun Nov  6 08:49:37 1994` as IMF-fixdate. */
function fromAsctime(text: string): string | null {
  const match = /^(\w{3}) (\w{3}) ([ \d]\d) ([\d:]{8}) (\d{4})$/.exec(text);
  return match && `${match[1]}, ${match[3]?.replace(" ", "0")} ${match[2]} ${match[5]} ${match[4]} GMT`;
}

/** `Sunday, 06-Nov-94 08:49:37 GMT` as IMF-fixdate. */
function fromRfc850(text: string, nowMs: number): string | null {
  const match = /^(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day, (\d{2})-(\w{3})-(\d{2}) ([\d:]{8}) GMT$/.exec(text);
  if (match === null) return null;
  const thisYear = new Date(nowMs).getUTCFullYear();
  const inThisCentury = thisYear - (thisYear % 100) + Number(match[4]);
  const year = inThisCentury > thisYear + MAX_YEARS_AHEAD ? inThisCentury - 100 : inThisCentury;
  return `${match[1]?.slice(0, 3)}, ${match[2]} ${match[3]} ${year} ${match[5]} GMT`;
}
