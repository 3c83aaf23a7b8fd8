// A lane's bell: armed before a commit, rung after it, and never what a payment waits for.
import { describe, expect, test } from "vitest";
import { ARMED_MS, NOTIFY_RETRY_MS, Notifier, type NotifiableRelay } from "../../core-service/src/feed/notifier.ts";
import { WATCH_MS } from "../../core-service/src/feed/relay-watch.ts";

function world(relay: Partial<NotifiableRelay> = {}) {
  const state = { nowMs: 0, calls: [] as string[], sleepers: [] as { readonly ms: number; readonly wake: () => void }[] };
  const noting = (name: keyof NotifiableRelay) => async (): Promise<void> => {
    state.calls.push(name);
    await relay[name]?.();
  };
  const bell = new Notifier(
    () => ({ arm: noting("arm"), notify: noting("notify") }),
    () => state.nowMs,
    (ms) => new Promise((wake) => void state.sleepers.push({ ms, wake })),
  );
  const commit = async (): Promise<string> => {
    state.calls.push("commit");
    return "done";
  };
  return { state, bell, commit };
}

describe("a bell", () => {
  test("arms the relay before the commit and rings it after", async () => {
    const { state, bell, commit } = world();
    expect(await bell.commitAndNotify(commit)).toBe("done");
    expect(state.calls).toEqual(["arm", "commit", "notify"]);
  });

  test("arms no more often than it must, and always in time for the relay's watch", async () => {
    expect(ARMED_MS).toBeLessThan(WATCH_MS);
    const { state, bell, commit } = world();
    for (const atMs of [0, 1, ARMED_MS - 1, ARMED_MS, ARMED_MS + 1]) {
      state.nowMs = atMs;
      await bell.commitAndNotify(commit);
    }
    expect(state.calls.filter((call) => call === "arm").length).toBe(2);
  });

  test("rings after a failure too: what is not known may be committed", async () => {
    const { state, bell } = world();
    await expect(bell.commitAndNotify(() => Promise.reject(new Error("cut")))).rejects.toThrow("cut");
    expect(state.calls).toEqual(["arm", "notify"]);
  });

  test("rings once more for all who commit while it rings", async () => {
    const answers: (() => void)[] = [];
    const { state, bell, commit } = world({ notify: () => new Promise<void>((resolve) => void answers.push(resolve)) });
    await Promise.all(Array.from({ length: 20 }, () => bell.commitAndNotify(commit)));
    expect(state.calls.filter((call) => call === "notify").length).toBe(1);
    answers[0]?.();
    await expect.poll(() => state.calls.filter((call) => call === "notify").length).toBe(2);
    answers[1]?.();
    await Promise.resolve();
    expect(state.calls.filter((call) => call === "notify").length).toBe(2);
  });

  test("that was not heard is rung again after a while, until it is; once for all who committed meanwhile", async () => {
    let away = true;
    const { state, bell, commit } = world({ notify: () => (away ? Promise.reject(new Error("away")) : Promise.resolve()) });
    const rings = (): number => state.calls.filter((call) => call === "notify").length;
    for (let times = 1; times <= 3; times += 1) {
      await bell.commitAndNotify(commit);
      await expect.poll(rings).toBe(times);
    }
    for (let times = 4; times <= 5; times += 1) {
      expect(state.sleepers.map(({ ms }) => ms)).toEqual([NOTIFY_RETRY_MS]);
      away = times < 5;
      state.sleepers.shift()?.wake();
      await expect.poll(rings).toBe(times);
      await expect.poll(() => state.sleepers.length).toBe(away ? 1 : 0);
    }
  });

  test("lets a payment through when the relay refuses, and when it does not answer", async () => {
    const refusing = world({ arm: () => Promise.reject(new Error("away")), notify: () => Promise.reject(new Error("away")) });
    expect(await refusing.bell.commitAndNotify(refusing.commit)).toBe("done");
    const silent = world({ arm: () => new Promise(() => undefined), notify: () => new Promise(() => undefined) });
    expect(await silent.bell.commitAndNotify(silent.commit)).toBe("done");
  });
});
