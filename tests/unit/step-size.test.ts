// The size of a step of the fan-out: rows are bounded whatever the number of endpoints, and what was too slow is not tried again at once.
import { describe, expect, test } from "vitest";
import { EVENTS_PER_STEP } from "../../core-service/src/feed/consume.ts";
import { ROWS_PER_STEP, StepSize } from "../../core-service/src/feed/step-size.ts";

describe("a step", () => {
  test.each([
    [0, EVENTS_PER_STEP],
    [1, EVENTS_PER_STEP],
    [ROWS_PER_STEP / EVENTS_PER_STEP, EVENTS_PER_STEP],
    [50, ROWS_PER_STEP / 50],
    [1_000, ROWS_PER_STEP / 1_000],
    [ROWS_PER_STEP, 1],
    [ROWS_PER_STEP * 10, 1],
  ])("for %i endpoints takes %i events", (endpoints, events) => {
    expect(new StepSize().eventsFor(endpoints, 0)).toBe(events);
  });

  test("that was too slow is halved, each time anew, down to one event", () => {
    const size = new StepSize();
    const taken: number[] = [];
    for (let events = size.eventsFor(2, 0); taken.at(-1) !== 1; events = size.eventsFor(2, 0)) {
      taken.push(events);
      size.halve(events, 2, 0);
    }
    expect(taken).toEqual([500, 250, 125, 62, 31, 15, 7, 3, 1]);
    expect(size.eventsFor(2, 0)).toBe(1);
  });

  test("stays small for a minute after that, and is then as large as ever", () => {
    const size = new StepSize();
    size.halve(100, 50, 1_000);
    expect([1_000, 60_999, 61_000].map((nowMs) => size.eventsFor(50, nowMs))).toEqual([50, 50, 100]);
  });
});
