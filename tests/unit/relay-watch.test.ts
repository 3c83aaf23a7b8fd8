// When the relay looks, as law 18 requires: soon after a notification, and within WATCH_MS of an arming before a commit, whatever is lost.
import { describe, expect, test } from "vitest";
import { GATHER_MS, PAUSE_MS, RelayWatch, WATCH_MS } from "../../core-service/src/feed/relay-watch.ts";

/** A Durable Object's alarm and clock. Its storage survives a restart, its memory does not. */
function watchFixture() {
  const state = { nowMs: 1_000_000, alarm: null as number | null, sets: 0, looks: [] as number[], failing: false, storageFails: false };
  const alarm = {
    getAlarm: async () => state.alarm,
    async setAlarm(atMs: number) {
      if (state.storageFails) throw new Error("storage");
      state.sets += 1;
      state.alarm = atMs;
    },
  };
  const look = async (): Promise<void> => {
    state.looks.push(state.nowMs);
    if (state.failing) throw new Error("the database is away");
  };
  const start = () => new RelayWatch(alarm, look, () => state.nowMs);
  /** Lets time pass as the runtime does: when the alarm is due, it is removed and the handler runs. */
  const pass = async (watch: RelayWatch, ms: number): Promise<void> => {
    const endMs = state.nowMs + ms;
    while (state.alarm !== null && state.alarm <= endMs) {
      state.nowMs = Math.max(state.nowMs, state.alarm);
      state.alarm = null;
      await watch.run();
    }
    state.nowMs = endMs;
  };
  return { state, start, pass };
}

describe("the relay's watch", () => {
  test("looks soon after a notification, once for all notifications before the look", async () => {
    const { state, start, pass } = watchFixture();
    const watch = start();
    await Promise.all(Array.from({ length: 50 }, () => watch.notify()));
    await pass(watch, GATHER_MS);
    expect(state.looks).toEqual([1_000_000 + GATHER_MS]);
    expect(state.sets).toBe(2); // the look for the notification, and the look of the watch
  });

  test("looks again for a notification during a look", async () => {
    const { state, start, pass } = watchFixture();
    const watch = start();
    await watch.notify();
    await pass(watch, GATHER_MS);
    await watch.notify();
    await pass(watch, PAUSE_MS);
    expect(state.looks.length).toBe(2);
  });

  test("looks a few times a second however often it is notified, and soon again after a pause", async () => {
    const { state, start, pass } = watchFixture();
    const watch = start();
    for (let times = 0; times < 1_000; times += 1) {
      await watch.notify();
      await pass(watch, 1);
    }
    expect(state.looks).toEqual([0, 1, 2, 3, 4].map((look) => 1_000_000 + GATHER_MS + look * PAUSE_MS));
    await pass(watch, 2 * PAUSE_MS);
    const notifiedMs = state.nowMs;
    await watch.notify();
    await pass(watch, GATHER_MS);
    expect(state.looks.at(-1)).toBe(notifiedMs + GATHER_MS);
  });

  test("a notification does not delay an earlier look", async () => {
    const { state, start, pass } = watchFixture();
    const watch = start();
    await watch.notify();
    await pass(watch, WATCH_MS + GATHER_MS - 1);
    await watch.notify();
    await pass(watch, GATHER_MS);
    expect(state.looks.at(-1)).toBeLessThanOrEqual(1_000_000 + WATCH_MS + GATHER_MS);
  });

  test("looks in time for a lane that armed it and never notified it", async () => {
    const { state, start, pass } = watchFixture();
    const watch = start();
    await watch.arm();
    await pass(watch, WATCH_MS);
    expect(state.looks).toEqual([1_000_000 + WATCH_MS]);
  });

  test("looks in time for a lane that armed it after others had notified it", async () => {
    const { state, start, pass } = watchFixture();
    const watch = start();
    await watch.notify();
    await pass(watch, 3_000);
    await watch.arm();
    await pass(watch, WATCH_MS);
    expect(state.looks.filter((atMs) => atMs > 1_003_000 && atMs <= 1_003_000 + WATCH_MS).length).toBeGreaterThan(0);
  });

  test("looks for a lane that armed it even when it dies itself, because the alarm outlives it", async () => {
    const { state, start, pass } = watchFixture();
    await start().arm();
    const restarted = start();
    await pass(restarted, WATCH_MS);
    expect(state.looks.length).toBe(1);
  });

  test("sleeps when no lane is about to commit, and never polls", async () => {
    const { state, start, pass } = watchFixture();
    const watch = start();
    await watch.notify();
    await pass(watch, 60 * 60 * 1000);
    // The look, and the one of the watch.
    expect([state.looks.length, state.alarm]).toEqual([2, null]);
  });

  test("retries after a failure, less and less often, and a notification does not make it earlier", async () => {
    const { state, start, pass } = watchFixture();
    const watch = start();
    state.failing = true;
    await watch.notify();
    await pass(watch, GATHER_MS);
    const failedMs = state.looks[0] ?? 0;
    await watch.notify();
    await pass(watch, 120_000);
    const pauses = state.looks.map((atMs, index) => atMs - (state.looks[index - 1] ?? failedMs)).slice(1);
    expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
    state.failing = false;
    await pass(watch, 30_000);
    await watch.notify();
    const before = state.looks.length;
    await pass(watch, GATHER_MS);
    expect(state.looks.length).toBe(before + 1);
  });

  test("can be notified again when its alarm could not be set", async () => {
    const { state, start, pass } = watchFixture();
    const watch = start();
    state.storageFails = true;
    await expect(watch.notify()).rejects.toThrow("storage");
    state.storageFails = false;
    await watch.notify();
    await pass(watch, GATHER_MS);
    expect(state.looks.length).toBe(1);
  });
});
