// The sweep's wake-up: somebody looks in time, again after a failure, and never later than the next hold is due.
import { describe, expect, test } from "vitest";
import { type Alarm, HoldSweep } from "../../core-service/src/lane/hold-sweep.ts";

const NOW = 1_000_000;

/** An alarm of memory, as a Durable Object has one. */
class Memory implements Alarm {
  set: number | null = null;
  async getAlarm(): Promise<number | null> {
    return this.set;
  }
  async setAlarm(atMs: number): Promise<void> {
    this.set = atMs;
  }
}

function sweepOf(expire: () => Promise<Date | null>): { alarm: Memory; sweep: HoldSweep } {
  const alarm = new Memory();
  return { alarm, sweep: new HoldSweep(alarm, expire, () => NOW) };
}
const nothingDue = async (): Promise<null> => null;

describe("the sweep of holds", () => {
  test("is woken at the earliest of all instants that it was asked for", async () => {
    const { alarm, sweep } = sweepOf(nothingDue);
    for (const inMs of [300, 500, 200, 400]) await sweep.wakeAt(NOW + inMs);
    expect(alarm.set).toBe(NOW + 200);
  });

  test.each(["1969-12-31T23:59:59.999Z", "1900-01-01T00:00:00.000Z", "1970-01-01T00:00:00.000Z"])(
    "is woken at once for %s, which has passed: an alarm takes no time before 1970",
    async (past) => {
      const { alarm, sweep } = sweepOf(nothingDue);
      await sweep.wakeAt(Date.parse(past));
      expect(alarm.set).toBe(NOW + 50);
    },
  );

  test.each([
    ["is placed", async (): Promise<void> => undefined],
    ["may have been placed", (): Promise<void> => Promise.reject(new Error("nobody knows"))],
  ])("is woken again once a hold %s, when a look came before its commit", async (_how, write) => {
    const { alarm, sweep } = sweepOf(nothingDue);
    const placing = sweep.around(NOW + 100, async () => {
      expect(alarm.set).toBe(NOW + 100);
      alarm.set = null; // the alarm goes off, and its look does not see what is not committed
      await sweep.run();
      await write();
    });
    await placing.catch(() => undefined);
    expect(alarm.set).toBe(NOW + 100);
  });

  test("sleeps when no hold is to expire", async () => {
    const { alarm, sweep } = sweepOf(nothingDue);
    await sweep.run();
    expect(alarm.set).toBe(null);
  });

  test.each([
    ["at the instant at which the next hold expires", 60_000, 60_000],
    ["after a pause when more are due already, or the database's clock is behind", -10, 50],
  ])("looks again %s", async (_when, nextInMs, lookInMs) => {
    const { alarm, sweep } = sweepOf(async () => new Date(NOW + nextInMs));
    await sweep.run();
    expect(alarm.set).toBe(NOW + lookInMs);
  });

  test("looks again after a failure, and does not fail itself: the runtime would give an alarm up", async () => {
    const { alarm, sweep } = sweepOf(() => Promise.reject(new Error("the database is away")));
    await sweep.run();
    expect(alarm.set).toBe(NOW + 5_000);
  });

  test("keeps an earlier wake that was asked for while it looked", async () => {
    const alarm = new Memory();
    const sweep: HoldSweep = new HoldSweep(
      alarm,
      async () => {
        await sweep.wakeAt(NOW + 100);
        return new Date(NOW + 60_000);
      },
      () => NOW,
    );
    await sweep.run();
    expect(alarm.set).toBe(NOW + 100);
  });
});
