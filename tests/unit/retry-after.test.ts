// The header Retry-After by RFC 9110, sections 10.2.3 and 5.6.7: the one parser for every caller.
import { parseRetryAfter } from "@ledge/shared/retry-after";
import { describe, expect, test } from "vitest";

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const NOW_MS = Date.UTC(2026, 10, 23, 12, 0, 0);

describe("Retry-After", () => {
  test.each([
    ["0", 0],
    ["120", 120_000],
    ["007", 7_000],
    ["1", 1_000],
    ["999999999999999999999999999999", 1e30 * 1_000],
    ["9".repeat(400), Infinity],
    ["Mon, 23 Nov 2026 12:01:00 GMT", MINUTE_MS],
    ["Monday, 23-Nov-26 12:01:00 GMT", MINUTE_MS],
    ["Mon Nov 23 12:01:00 2026", MINUTE_MS],
    ["Tuesday, 24-Nov-26 12:00:00 GMT", DAY_MS],
    ["Wednesday, 25-Nov-26 12:00:00 GMT", 2 * DAY_MS],
    ["Saturday, 28-Nov-26 12:00:00 GMT", 5 * DAY_MS],
    ["Tue Dec  1 12:00:00 2026", 8 * DAY_MS],
    ["Mon, 23 Nov 2026 11:59:00 GMT", 0],
    ["Sun, 06 Nov 1994 08:49:37 GMT", 0],
    ["Sunday, 06-Nov-94 08:49:37 GMT", 0],
    ["Sun Nov  6 08:49:37 1994", 0],
    ["Fri, 01 Jan 2100 00:00:00 GMT", Date.UTC(2100, 0, 1) - NOW_MS],
    ["Wednesday, 01-Jan-76 00:00:00 GMT", Date.UTC(2076, 0, 1) - NOW_MS],
    ["Saturday, 01-Jan-77 00:00:00 GMT", 0],
    ["Thursday, 01-Jan-60 00:00:00 GMT", Date.UTC(2060, 0, 1) - NOW_MS],
  ])("%s is %i ms from now", (header, retryAfterMs) => {
    expect(parseRetryAfter(header, NOW_MS)).toBe(retryAfterMs);
  });

  test.each([
    null,
    "",
    "soon",
    "-1",
    "+1",
    "1.5",
    "1e3",
    "0x10",
    " 5",
    "5, 10",
    "١٢",
    "2026-11-23T12:01:00Z",
    "23 Nov 2026 12:01:00 GMT",
    "Tue, 23 Nov 2026 12:01:00 GMT",
    "Mon, 23 Nov 2026 12:01:00 CET",
    "Mon, 23 Nov 2026 25:01:00 GMT",
    "Mon, 31 Nov 2026 12:01:00 GMT",
    "Mon, 23 Nov 2026 12:01:00 GMT, 5",
    "Someday, 23-Nov-26 12:01:00 GMT",
    "Mon Nov 23 12:01:00 26",
    "Tue Nov 23 12:01:00 2026",
    "Mon Nov 3 12:01:00 2026",
    "Mon Nov 23 12:01 2026",
    "Monday, 23-Nov-26 12:01 GMT",
    "Monday, 23-Nov-2026 12:01:00 GMT",
    "Mon, 23-Nov-26 12:01:00 GMT",
    "Invalid Date",
  ])("%j is malformed, and is ignored", (header) => {
    expect(parseRetryAfter(header, NOW_MS)).toBeNull();
  });
});
