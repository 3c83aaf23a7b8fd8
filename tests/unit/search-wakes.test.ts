// When the relay wakes the search, as a table of runs.
import { describe, expect, test } from "vitest";
import { SearchWakes } from "../../core-service/src/feed/search-wakes.ts";

/** What runs at these times send. */
function delaysOf(runsMs: readonly number[]): (number | null)[] {
  const wakes = new SearchWakes();
  return runsMs.map((nowMs) => {
    const delay = wakes.delayFor(nowMs);
    if (delay !== null) wakes.sent(nowMs, delay);
    return delay;
  });
}

describe("the search is woken", () => {
  test.each<[string, readonly number[], readonly (number | null)[]]>([
    ["at once by a single write", [0], [0]],
    ["once more, later, by a run close behind", [0, 200], [0, 1]],
    ["not by runs that a message under way finds", [0, 200, 400, 1_000], [0, 1, null, null]],
    ["again by a run that comes too close to that message", [0, 200, 1_150], [0, 1, 0]],
    ["at once by each of runs that are far apart", [0, 5_000, 10_000], [0, 0, 0]],
  ])("%s", (_what, runs, delays) => {
    expect(delaysOf(runs)).toEqual(delays);
  });

  test("for every run by a message that arrives after it, and seldom", () => {
    const runs = Array.from({ length: 300 }, (_, number) => number * 200);
    const delays = delaysOf(runs);
    const arrivals = delays.flatMap((delay, at) => (delay === null ? [] : [(runs[at] as number) + delay * 1_000]));
    for (const run of runs) expect(arrivals.some((arrival) => arrival >= run && arrival <= run + 1_000)).toBe(true);
    expect(arrivals.length).toBeLessThanOrEqual(2 * 60);
  });
});
