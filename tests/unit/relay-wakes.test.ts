// Lanes, their notifiers and the relay's watch together, with a clock of the test's own: whatever gets lost on the way, what was committed is
// looked at soon, and a platform on which nothing happens is left alone.
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ARMED_MS } from "../../core-service/src/feed/notifier.ts";
import { GATHER_MS, LONGEST_RETRY_MS, PAUSE_MS, WATCH_MS } from "../../core-service/src/feed/relay-watch.ts";
import { type Commit, LANES, RelayFixture, SLOWEST_LOOK_MS, type Step } from "../support/relay-fixture.ts";

const commits = fc.record({
  kind: fc.constant("commit" as const),
  lane: fc.nat(LANES - 1),
  // A lane that was armed ARMED_MS ago may still begin a commit: it must end within the watch.
  takesMs: fc.integer({ min: 0, max: WATCH_MS - ARMED_MS - 100 }),
  lost: fc.constantFrom(...(["nothing", "arm", "notify", "both", "lane"] as const)),
  inLook: fc.boolean(),
});
const steps: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: commits },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("pass" as const), ms: fc.integer({ min: 0, max: 20_000 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant("slow" as const), ms: fc.integer({ min: 0, max: SLOWEST_LOOK_MS }) }) },
  { weight: 1, arbitrary: fc.constantFrom<Step>({ kind: "restart" }, { kind: "outage" }) },
);

const commit = (lost: Commit["lost"]): Commit => ({ kind: "commit", lane: 0, takesMs: 0, lost, inLook: false });

/** Found by this property: the relay failed so often that its looks were LONGEST_RETRY_MS apart when time without faults should have begun. */
const OUTAGES_IN_A_ROW: readonly Step[] = [
  { kind: "outage" },
  commit("nothing"),
  { ...commit("nothing"), takesMs: 20 },
  { kind: "outage" },
  { kind: "pass", ms: 7_000 },
  { kind: "outage" },
];

/** Found by this property: after the relay has read, a lane commits that was armed before, and dies; and the look ends after the watch. */
const DIES_IN_A_SLOW_LOOK: readonly Step[] = [commit("nothing"), { kind: "slow", ms: WATCH_MS }, { ...commit("lane"), takesMs: GATHER_MS }];

/** Found by this property: while that look still lasts, a lane is armed, which may put off the look of those who were armed before it. */
const ARMED_IN_A_SLOW_LOOK: readonly Step[] = [
  { kind: "slow", ms: WATCH_MS - ARMED_MS },
  commit("nothing"),
  { ...commit("lane"), takesMs: GATHER_MS },
  { kind: "pass", ms: ARMED_MS },
  commit("lane"),
];

/** Found by this property: the first look after an outage has read, long after the watch, when a lane commits that could not arm the relay. */
const COMMITS_IN_THE_LOOK_AFTER_AN_OUTAGE: readonly Step[] = [
  { kind: "outage" },
  commit("nothing"),
  { kind: "pass", ms: WATCH_MS },
  { ...commit("arm"), inLook: true },
];

const FOUND = [OUTAGES_IN_A_ROW, DIES_IN_A_SLOW_LOOK, ARMED_IN_A_SLOW_LOOK, COMMITS_IN_THE_LOOK_AFTER_AN_OUTAGE];

describe("what was committed", () => {
  test("is looked at whatever is lost, and then nobody looks any more", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { maxLength: 15 }), async (plan) => {
        const fixture = new RelayFixture();
        for (const step of plan) await fixture.take(step);
        await fixture.settle();
        expect(fixture.seen).toBe(fixture.committed);
        expect(fixture.overdueMs).toBeLessThanOrEqual(0);
        await fixture.pass(60_000);
        const { looks } = fixture;
        await fixture.pass(60 * 60 * 1000);
        expect(fixture.looks).toBe(looks);
      }),
      { numRuns: 300, examples: FOUND.map((plan) => [[...plan]]) },
    );
  });

  test("is looked at within LONGEST_RETRY_MS of the end of outages one after the other", async () => {
    const fixture = new RelayFixture();
    for (const step of OUTAGES_IN_A_ROW) await fixture.take(step);
    // One more, until doubling would put the looks further apart than that.
    await fixture.pass(LONGEST_RETRY_MS);
    await fixture.take({ kind: "outage" });
    await fixture.pass(LONGEST_RETRY_MS);
    expect([fixture.committed, fixture.seen]).toEqual([2, 0]);
    fixture.endOutage();
    await fixture.pass(LONGEST_RETRY_MS);
    expect([fixture.committed, fixture.seen]).toEqual([2, 2]);
  });

  test("is looked at although its lane died while a look took longer than WATCH_MS", async () => {
    const fixture = new RelayFixture();
    for (const step of DIES_IN_A_SLOW_LOOK) await fixture.take(step);
    await fixture.pass(2 * WATCH_MS);
    expect([fixture.committed, fixture.seen]).toEqual([2, 2]);
  });

  test("is looked at within WATCH_MS of its lane's arming although others were armed while a look lasted", async () => {
    const fixture = new RelayFixture();
    for (const step of ARMED_IN_A_SLOW_LOOK) await fixture.take(step);
    await fixture.pass(WATCH_MS - ARMED_MS - GATHER_MS);
    expect([fixture.committed, fixture.seen]).toEqual([3, 3]);
  });

  test("is looked at PAUSE_MS after the first look after an outage if it was committed while that look lasted", async () => {
    const fixture = new RelayFixture();
    for (const step of COMMITS_IN_THE_LOOK_AFTER_AN_OUTAGE) await fixture.take(step);
    while (fixture.seen === 0) await fixture.pass(1);
    expect([fixture.committed, fixture.seen]).toEqual([2, 1]);
    await fixture.pass(PAUSE_MS);
    expect([fixture.committed, fixture.seen]).toEqual([2, 2]);
  });

  test.each<[string, Commit["lost"]]>([
    ["its notification was lost", "notify"],
    ["its lane died", "lane"],
    ["the relay could not be armed", "arm"],
    ["the relay could not be reached at all", "both"],
  ])("is looked at within WATCH_MS although %s", async (_why, lost) => {
    const fixture = new RelayFixture();
    await fixture.take(commit(lost));
    await fixture.pass(WATCH_MS);
    expect([fixture.committed, fixture.seen]).toEqual([1, 1]);
  });

  test("would not be looked at if its lane died and the relay was not armed before (mutant)", async () => {
    const fixture = new RelayFixture(false);
    await fixture.take(commit("lane"));
    await fixture.settle();
    expect([fixture.committed, fixture.seen]).toEqual([1, 0]);
  });
});
