// All streams of the feed wait for one poll: two hundred cost the database what one costs, and a stream whose key is revoked is sent nothing more.
import type { FedEvent, FollowedEvents } from "@ledge/shared/contracts/webhooks";
import { describe, expect, test } from "vitest";
import { FOLLOW_MS, type Following, LiveFeed, POLL_MS } from "../../core-service/src/feed/live-feed.ts";

const fed = (id: string): FedEvent => ({ id, event: null });

/** A feed in memory, whose time is moved by the test. */
function fixture() {
  const state = {
    nowMs: 0,
    polls: 0,
    reads: [] as Following[],
    /** The account of the event at each position, from 1 on. */
    events: [] as string[],
    revoked: new Set<string>(),
    isAway: false,
  };
  const sleepers: (() => void)[] = [];
  const feed = new LiveFeed({
    async poll(keyIds) {
      state.polls += 1;
      if (state.isAway) throw new Error("away");
      return { newest: state.events.length, valid: new Set(keyIds.filter((id) => !state.revoked.has(id))) };
    },
    async read(wanted) {
      state.reads.push(wanted);
      const found = state.events
        .map((account, index) => ({ account, position: index + 1 }))
        .filter(({ account, position }) => position > wanted.position && (wanted.accountId ?? account) === account);
      const last = found.at(-1);
      return last === undefined ? null : { data: found.map(({ position }) => fed(`evt_${position}`)), position: last.position };
    },
    sleep: () => new Promise((resolve) => void sleepers.push(resolve)),
    nowMs: () => state.nowMs,
  });
  /** Lets everything that can go on go on. */
  const settle = () => new Promise<void>((resolve) => void setImmediate(resolve));
  const pass = async (ms = POLL_MS): Promise<void> => {
    await settle();
    state.nowMs += ms;
    for (const wake of sleepers.splice(0)) wake();
    await settle();
  };
  return { state, feed, pass, settle };
}

const of = (position: number, more: Partial<Following> = {}): Following => ({ keyId: "key", position, accountId: null, ...more });

describe("streams that wait for events", () => {
  test("cost one poll together, and one read of what they are sent, however many they are", async () => {
    const { state, feed, pass } = fixture();
    state.events = ["a"];
    const waiting = Array.from({ length: 200 }, (_, index) => feed.follow(of(1, { keyId: `key${index}` })));
    await pass();
    await pass();
    const before = state.polls;
    state.events = ["a", "b", "b"];
    await pass();
    const answers = await Promise.all(waiting);
    expect([state.polls - before, state.reads.length]).toEqual([1, 1]);
    for (const answer of answers) expect(answer).toEqual({ kind: "events", data: [fed("evt_2"), fed("evt_3")], position: 3 });
  });

  test("poll once per interval while nothing happens, and not at all once nobody waits", async () => {
    const { state, feed, pass } = fixture();
    const waiting = [feed.follow(of(0)), feed.follow(of(0))];
    await pass();
    const before = state.polls;
    for (let times = 0; times < 3; times += 1) await pass();
    expect(state.polls - before).toBe(3);
    await pass(FOLLOW_MS);
    expect(await Promise.all(waiting)).toEqual([1, 2].map(() => ({ kind: "events", data: [], position: 0 })));
    const after = state.polls;
    for (let times = 0; times < 5; times += 1) await pass();
    expect(state.polls).toBe(after);
  });

  test("that begin while others wait, and have everything, cost no poll of their own", async () => {
    const { state, feed, pass, settle } = fixture();
    state.events = ["a"];
    void feed.follow(of(1));
    await settle();
    const before = state.polls;
    for (let times = 0; times < 50; times += 1) void feed.follow(of(1));
    await settle();
    expect(state.polls).toBe(before);
    await pass();
    expect(state.polls).toBe(before + 1);
  });

  test("are served at once when there is something to read", async () => {
    const { state, feed, settle } = fixture();
    state.events = ["a", "b"];
    void feed.follow(of(2));
    await settle();
    const late = feed.follow(of(0));
    await settle();
    expect(await late).toMatchObject({ position: 2 });
  });

  test("of an account read nothing again that they have seen to be of others", async () => {
    const { state, feed, pass } = fixture();
    state.events = ["b", "b"];
    const waiting = feed.follow(of(0, { accountId: "a" }));
    for (let times = 0; times < 3; times += 1) await pass();
    expect(state.reads.map(({ position }) => position)).toEqual([0]);
    state.events = ["b", "b", "a"];
    await pass();
    expect(await waiting).toEqual({ kind: "events", data: [fed("evt_3")], position: 3 });
    expect(state.reads.map(({ position }) => position)).toEqual([0, 2]);
  });

  test("end within one poll when their key is revoked, with nothing more, and the others go on", async () => {
    const { state, feed, pass } = fixture();
    const [revoked, valid] = [feed.follow(of(0, { keyId: "revoked" })), feed.follow(of(0))];
    await pass();
    state.revoked.add("revoked");
    state.events = ["a"];
    await pass();
    expect(await revoked).toEqual({ kind: "ended" });
    expect(await valid).toMatchObject({ position: 1 });
  });

  test("all end when the database does not answer, and a later one is served again", async () => {
    const { state, feed, pass } = fixture();
    state.isAway = true;
    const waiting = [feed.follow(of(0)), feed.follow(of(0))].map((one) => one.catch((error: Error) => error.message));
    await pass();
    expect(await Promise.all<string | FollowedEvents>(waiting)).toEqual(["away", "away"]);
    state.isAway = false;
    state.events = ["a"];
    expect(await feed.follow(of(0))).toMatchObject({ position: 1 });
  });
});
