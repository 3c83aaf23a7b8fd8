// A lane's notifier: it arms the relay before a commit, notifies it afterwards, and a payment never waits for it.
import { describe, expect, test } from "vitest";
import { ARMED_MS, NOTIFY_RETRY_MS, Notifier, type NotifiableRelay } from "../../core-service/src/feed/notifier.ts";
import { WATCH_MS } from "../../core-service/src/feed/relay-watch.ts";

function fixture(relay: Partial<NotifiableRelay> = {}) {
  const state = { nowMs: 0, calls: [] as string[], sleepers: [] as { readonly ms: number; readonly wake: () => void }[] };
  const noting = (name: keyof NotifiableRelay) => async (): Promise<void> => {
    state.calls.push(name);
    await relay[name]?.();
  };
  const notifier = new Notifier(
    () => ({ arm: noting("arm"), notify: noting("notify") }),
    () => state.nowMs,
    (ms) => new Promise((wake) => void state.sleepers.push({ ms, wake })),
  );
  const commit = async (): Promise<string> => {
    state.calls.push("commit");
    return "done";
  };
  return { state, notifier, commit };
}

describe("a notifier", () => {
  test("arms the relay before the commit and notifies it afterwards", async () => {
    const { state, notifier, commit } = fixture();
    expect(await notifier.commitAndNotify(commit)).toBe("done");
    expect(state.calls).toEqual(["arm", "commit", "notify"]);
  });

  test("arms no more often than it must, and always in time for the relay's watch", async () => {
    expect(ARMED_MS).toBeLessThan(WATCH_MS);
    const { state, notifier, commit } = fixture();
    for (const atMs of [0, 1, ARMED_MS - 1, ARMED_MS, ARMED_MS + 1]) {
      state.nowMs = atMs;
      await notifier.commitAndNotify(commit);
    }
    expect(state.calls.filter((call) => call === "arm").length).toBe(2);
  });

  test("notifies after a failure too: what is not known may be committed", async () => {
    const { state, notifier } = fixture();
    await expect(notifier.commitAndNotify(() => Promise.reject(new Error("cut")))).rejects.toThrow("cut");
    expect(state.calls).toEqual(["arm", "notify"]);
  });

  test("notifies once more for all commits that end while it notifies", async () => {
    const answers: (() => void)[] = [];
    const { state, notifier, commit } = fixture({ notify: () => new Promise<void>((resolve) => void answers.push(resolve)) });
    await Promise.all(Array.from({ length: 20 }, () => notifier.commitAndNotify(commit)));
    expect(state.calls.filter((call) => call === "notify").length).toBe(1);
    answers[0]?.();
    await expect.poll(() => state.calls.filter((call) => call === "notify").length).toBe(2);
    answers[1]?.();
    await Promise.resolve();
    expect(state.calls.filter((call) => call === "notify").length).toBe(2);
  });

  test("that reached nobody notifies again after a while, until it does; once for all commits in between", async () => {
    let away = true;
    const { state, notifier, commit } = fixture({ notify: () => (away ? Promise.reject(new Error("away")) : Promise.resolve()) });
    const notifications = (): number => state.calls.filter((call) => call === "notify").length;
    for (let times = 1; times <= 3; times += 1) {
      await notifier.commitAndNotify(commit);
      await expect.poll(notifications).toBe(times);
    }
    for (let times = 4; times <= 5; times += 1) {
      expect(state.sleepers.map(({ ms }) => ms)).toEqual([NOTIFY_RETRY_MS]);
      away = times < 5;
      state.sleepers.shift()?.wake();
      await expect.poll(notifications).toBe(times);
      await expect.poll(() => state.sleepers.length).toBe(away ? 1 : 0);
    }
  });

  test("lets a payment through when the relay refuses, and when it does not answer", async () => {
    const refusing = fixture({ arm: () => Promise.reject(new Error("away")), notify: () => Promise.reject(new Error("away")) });
    expect(await refusing.notifier.commitAndNotify(refusing.commit)).toBe("done");
    const silent = fixture({ arm: () => new Promise(() => undefined), notify: () => new Promise(() => undefined) });
    expect(await silent.notifier.commitAndNotify(silent.commit)).toBe("done");
  });
});
