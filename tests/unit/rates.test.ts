// The rates of principals at the edge: a burst at once, the rate in the long run, each principal by itself; and the bounds of work under way.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Rates } from "../../workers/gateway/src/limits/rates.ts";
import { Refused } from "../../workers/gateway/src/limits/refused.ts";
import { COUNTED_MS, soon, WAIT_MS, WorkInFlight } from "../../workers/gateway/src/limits/work-in-flight.ts";

const START = 1_000_000;
const rate = { burst: 5, per_minute: 60 };

describe("a rate", () => {
  test("allows a burst at once, then one request whenever its time has come, and says when that is", () => {
    const rates = new Rates();
    const allowed = (atMs: number) => rates.take("one", rate, START + atMs).isAllowed;
    expect([0, 0, 0, 0, 0, 0, 999, 1_000, 1_001, 3_000, 3_000, 3_000].map(allowed)).toEqual([
      ...[true, true, true, true, true, false, false, true, false, true, true, false],
    ]);
    expect(rates.take("one", rate, START + 3_000).retryAfterS).toBe(1);
    expect(rates.take("two", { burst: 1, per_minute: 1 }, START).isAllowed).toBe(true);
    expect(rates.take("two", { burst: 1, per_minute: 1 }, START + 15_000).retryAfterS).toBe(45);
  });

  test("is counted for each principal by itself", () => {
    const rates = new Rates();
    for (let request = 0; request < 50; request += 1) rates.take("greedy", rate, START);
    expect(rates.take("other", rate, START).isAllowed).toBe(true);
  });

  // The syntax of draft-ietf-httpapi-ratelimit-headers-10, sections 3.1 and 4.1: lists of strings with parameters.
  test("is in the headers, with what is left of it", () => {
    const rates = new Rates();
    expect(rates.take("one", rate, START).headers).toEqual({ "RateLimit-Policy": '"requests";q=5;w=5', RateLimit: '"requests";r=4;t=1' });
    for (let request = 0; request < 9; request += 1) rates.take("one", rate, START);
    expect(rates.take("one", rate, START).headers.RateLimit).toBe('"requests";r=0;t=5');
  });

  test("never lets more through than its burst and what its time gives, whenever requests come and however the clock jumps", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -5_000, max: 5_000 }), { maxLength: 200 }),
        fc.record({ burst: fc.integer({ min: 1, max: 20 }), per_minute: fc.integer({ min: 1, max: 6_000 }) }),
        (pauses, one) => {
          const rates = new Rates();
          let [nowMs, latestMs, allowed] = [START, START, 0];
          for (const [index, pause] of pauses.entries()) {
            nowMs += pause;
            if (rates.take("one", one, nowMs).isAllowed) allowed += 1;
            // Time before the first request gives nothing.
            latestMs = index === 0 ? nowMs : Math.max(latestMs, nowMs);
          }
          const passedMs = pauses.length === 0 ? 0 : latestMs - (START + (pauses[0] as number));
          expect(allowed).toBeLessThanOrEqual(one.burst + (passedMs * one.per_minute) / 60_000 + 1e-6);
        },
      ),
    );
  });

  test("of those who wait, each by a clock of its own, fills once for one moment", () => {
    const rates = new Rates();
    const bytes = { burst: 1_000, per_minute: 60_000 };
    let allowed = 0;
    // Two clocks, 400 ms apart, for one second.
    for (let nowMs = 0; nowMs <= 1_000; nowMs += 25)
      for (const apart of [0, -400]) if (rates.take("one", bytes, START + nowMs + apart, 100).isAllowed) allowed += 100;
    expect(allowed).toBeLessThanOrEqual(1_000 + 1_400);
  });

  test("of bytes is settled when a body has been read: a longer one leaves a debt, a shorter one gives back", () => {
    const rates = new Rates();
    const bytes = { burst: 1_000, per_minute: 60_000 };
    const taken = (amount: number, atMs: number) => rates.take("one", bytes, START + atMs, amount).isAllowed;
    expect(taken(100, 0)).toBe(true);
    rates.settle("one", bytes, 1_900);
    expect([taken(1, 999), taken(1, 1_002)]).toEqual([false, true]);
    rates.settle("one", bytes, -5_000);
    expect([taken(1_000, 1_002), taken(1, 1_002)]).toEqual([true, false]);
  });

  test("of bytes takes as many as a body has, and none of a body that does not fit", () => {
    const rates = new Rates();
    const bytes = { burst: 1_000, per_minute: 60_000 };
    const taken = (amount: number, atMs: number) => rates.take("one", bytes, START + atMs, amount).isAllowed;
    expect([taken(900, 0), taken(200, 0), taken(100, 0), taken(200, 199), taken(200, 200)]).toEqual([true, false, true, false, true]);
  });

  test("is remembered for a bounded number of principals, those that come again among them", () => {
    const rates = new Rates();
    for (let request = 0; request < 5; request += 1) rates.take("steady", rate, START);
    for (let other = 0; other < 30_000; other += 1) {
      rates.take(`other ${other}`, rate, START);
      if (other % 1_000 === 0) expect(rates.take("steady", rate, START).isAllowed).toBe(false);
    }
  });
});

describe("work under way", () => {
  const bound = { requests: 3, bytes: 100 };

  test("of one owner is bounded by requests and by bytes, and what ends makes space again", () => {
    const work = new WorkInFlight();
    const [one, two] = [work.begin("a", 60, bound, START), work.begin("a", 40, bound, START)];
    expect([one, two].every((end) => end !== null)).toBe(true);
    expect(work.begin("a", 1, bound, START)).toBeNull();
    const three = work.begin("a", 0, bound, START);
    expect([three === null, work.begin("a", 0, bound, START)]).toEqual([false, null]);
    expect(work.begin("b", 100, bound, START)).not.toBeNull();
    one?.();
    expect(work.begin("a", 60, bound, START)).not.toBeNull();
  });

  test("that nothing ended counts for a bounded time, and what ends later than that ends nothing else", () => {
    const work = new WorkInFlight();
    const lost = work.begin("a", 100, bound, START);
    expect(work.begin("a", 1, bound, START + COUNTED_MS - 1)).toBeNull();
    expect(work.begin("a", 100, bound, START + COUNTED_MS)).not.toBeNull();
    lost?.();
    expect(work.begin("a", 1, bound, START + COUNTED_MS)).toBeNull();
  });

  test("of one request alone has no bound of bytes, and requests without a body wait for none with one", () => {
    const work = new WorkInFlight();
    expect(work.begin("a", 1_000, bound, START)).not.toBeNull();
    expect([work.begin("a", 1, bound, START), work.begin("a", 0, bound, START) === null]).toEqual([null, false]);
  });

  test("is waited for, as long as somebody who waits for an answer would, and no longer", async () => {
    const work = new WorkInFlight();
    const ends = [work.begin("a", 80, bound, START)];
    let pauses = 0;
    const pause = async (): Promise<void> => {
      pauses += 1;
      if (pauses === 3) ends[0]?.();
    };
    expect(await soon((nowMs) => work.begin("a", 80, bound, nowMs), START, pause)).not.toBeNull();
    expect(pauses).toBe(3);
    let waitedMs = 0;
    expect(
      await soon(
        (nowMs) => work.begin("a", 80, bound, nowMs),
        START,
        async (ms) => void (waitedMs += ms),
      ),
    ).toBeNull();
    expect(waitedMs).toBe(WAIT_MS);
  });
});

describe("who was refused for what waits", () => {
  test("is refused at the edge for a second, for the same alone, however often it is tried meanwhile", () => {
    const refused = new Refused();
    refused.note("a listEvents", START);
    expect([START, START + 999, START + 1_000].map((nowMs) => refused.has("a listEvents", nowMs))).toEqual([true, true, false]);
    expect([refused.has("a getAccount", START), refused.has("b listEvents", START)]).toEqual([false, false]);
  });
});
