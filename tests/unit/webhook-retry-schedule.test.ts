// The schedule of retries as a table, and its promise: after three days a delivery has ended, whatever Retry-After says.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { MAX_RETRY_AFTER_MS, RETRY_DELAYS_MS, RETRY_WINDOW_MS, retryDelayMs } from "../../workers/webhooks/src/delivery/retry-schedule.ts";

/** The first comes at once. */
const MAX_ATTEMPTS = RETRY_DELAYS_MS.length + 1;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Exactly the schedule. */
const MIDDLE = 0.5;
const ALMOST_ONE = 1 - Number.EPSILON;

describe("retry schedule", () => {
  test.each([
    [1, 5_000],
    [2, 30_000],
    [3, 2 * MINUTE_MS],
    [4, 10 * MINUTE_MS],
    [5, 30 * MINUTE_MS],
    [6, HOUR_MS],
    [7, 2 * HOUR_MS],
    [8, 4 * HOUR_MS],
    [9, 8 * HOUR_MS],
    [10, 12 * HOUR_MS],
    [11, 12 * HOUR_MS],
    [12, 12 * HOUR_MS],
    [13, 12 * HOUR_MS],
    [14, 8 * HOUR_MS],
    [15, null],
    [16, null],
  ])("after %i failed attempts the next comes in %j ms", (failedAttempts, delayMs) => {
    expect(retryDelayMs(failedAttempts, MIDDLE, null, 0)).toBe(delayMs);
  });

  test("the schedule is fifteen attempts in a little less than three days", () => {
    expect(MAX_ATTEMPTS).toBe(15);
    const totalMs = RETRY_DELAYS_MS.reduce((sum, delayMs) => sum + delayMs, 0);
    expect(totalMs).toBeLessThan(RETRY_WINDOW_MS);
    expect(totalMs).toBeGreaterThan(71 * HOUR_MS);
  });

  test("randomness changes a wait by at most a fifth", () => {
    expect(retryDelayMs(6, 0, null)).toBe(48 * MINUTE_MS);
    expect(retryDelayMs(6, ALMOST_ONE, null)).toBe(72 * MINUTE_MS);
  });

  test.each([
    ["longer than the schedule is waited for", 1, 20 * MINUTE_MS, 20 * MINUTE_MS],
    ["shorter than the schedule changes nothing", 6, 5_000, HOUR_MS],
    ["longer than half a day counts as half a day", 1, 365 * 24 * HOUR_MS, MAX_RETRY_AFTER_MS],
    ["endless counts as half a day", 1, Number.POSITIVE_INFINITY, MAX_RETRY_AFTER_MS],
    ["in the past changes nothing", 1, -HOUR_MS, 5_000],
  ])("a Retry-After %s", (_what, failedAttempts, retryAfterMs, delayMs) => {
    expect(retryDelayMs(failedAttempts, MIDDLE, retryAfterMs)).toBe(delayMs);
  });

  test.each([
    ["an attempt that would come after the end comes at the end", 13, null, 70 * HOUR_MS, 2 * HOUR_MS],
    ["a Retry-After beyond the end ends at the end", 3, 3 * HOUR_MS, 70 * HOUR_MS, null],
    ["at the end no attempt follows", 3, null, RETRY_WINDOW_MS, null],
    ["long after the end no attempt follows", 3, null, 10 * RETRY_WINDOW_MS, null],
  ])("%s", (_what, failedAttempts, retryAfterMs, elapsedMs, delayMs) => {
    expect(retryDelayMs(failedAttempts, MIDDLE, retryAfterMs, elapsedMs)).toBe(delayMs);
  });

  type Retry = typeof retryDelayMs;
  const waits = fc.array(
    fc.tuple(fc.double({ min: 0, max: ALMOST_ONE, noNaN: true }), fc.option(fc.integer({ min: 0, max: 100 * 24 * HOUR_MS }))),
    {
      minLength: MAX_ATTEMPTS,
      maxLength: MAX_ATTEMPTS,
    },
  );
  /** The law of the end, for any schedule: attempts and time are bounded, and no attempt is earlier than the receiver asked. */
  const expectEnd = (retry: Retry): void =>
    fc.assert(
      fc.property(waits, (answers) => {
        let elapsedMs = 0;
        for (const [index, [random, retryAfterMs]] of answers.entries()) {
          const delayMs = retry(index + 1, random, retryAfterMs, elapsedMs);
          if (delayMs === null) return;
          expect(delayMs).toBeGreaterThanOrEqual(Math.min(retryAfterMs ?? 0, MAX_RETRY_AFTER_MS));
          elapsedMs += delayMs;
          expect(elapsedMs).toBeLessThanOrEqual(RETRY_WINDOW_MS);
        }
        throw new Error("it never ends");
      }),
    );

  test("for any randomness and any receiver, a delivery ends within fifteen attempts and three days", () => {
    expectEnd(retryDelayMs);
  });

  test.each<[string, Retry]>([
    ["lets Retry-After add up", (failed, random, afterMs) => retryDelayMs(failed, random, afterMs)],
    ["ignores Retry-After", (failed, random, _afterMs, elapsedMs) => retryDelayMs(failed, random, null, elapsedMs)],
    ["never gives up", (_failed, random, afterMs) => retryDelayMs(1, random, afterMs, 0)],
  ])("the law of the end detects a schedule that %s", (_what, retry) => {
    expect(() => expectEnd(retry)).toThrow();
  });
});
