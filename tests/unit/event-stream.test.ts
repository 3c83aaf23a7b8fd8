// The feed as Server-Sent Events: every event has its id, a client resumes at its last one, and every stream ends in time.
import type { FedEvent, FollowedEvents } from "@ledge/shared/contracts/webhooks";
import type { Event } from "@ledge/shared/contracts/events";
import { describe, expect, test } from "vitest";
import { eventStream, frame } from "../../workers/webhooks/src/event-stream.ts";

/** Without data, because a stream does not read them. */
const event = (id: string): Event =>
  ({
    ...{ id, type: "transfer.posted", version: 1, occurred_at: "2026-11-23T00:00:00.000Z", resource: "trf_1", accounts: [] },
    ...{ actor: "platform", request_id: null, trace_id: null, data: { id: "trf_1" } },
  }) as unknown as Event;
const fed = (id: string): FedEvent => ({ id, event: event(id) });
const events = (position: number, ...ids: string[]): FollowedEvents => ({ kind: "events", data: ids.map(fed), position });
const ended: FollowedEvents = { kind: "ended" };

/** Answers in turn, and then that the stream has ended; notes the positions that it was asked for. */
function follower(...answers: FollowedEvents[]) {
  const asked: number[] = [];
  const follow = async (position: number): Promise<FollowedEvents> => {
    asked.push(position);
    return answers.shift() ?? ended;
  };
  return { asked, follow };
}

const textOf = async (body: ReadableStream<Uint8Array>): Promise<string> => await new Response(body).text();
const idsIn = (text: string): (string | undefined)[] => [...text.matchAll(/^id: (.*)$/gm)].map((match) => match[1]);

describe("the stream of events", () => {
  test("writes each event as a frame with its id and type, and its data on one line", () => {
    const [id, type, data, ...rest] = frame(fed("evt_1")).split("\n");
    expect([id, type, rest]).toEqual(["id: evt_1", "event: transfer.posted", ["", ""]]);
    expect(JSON.parse((data ?? "").replace("data: ", ""))).toEqual(event("evt_1"));
  });

  test("names an event that cannot be shown in a frame of its own, under its id, and continues after it", async () => {
    const { asked, follow } = follower({ kind: "events", data: [fed("evt_1"), { id: "evt_2", event: null }], position: 2 });
    const text = await textOf(eventStream(0, follow).body);
    expect(text).toContain('id: evt_2\nevent: unreadable\ndata: {"id":"evt_2"}\n\n');
    expect(asked).toEqual([0, 2]);
  });

  test("begins after its position, continues after what it was sent, and ends when core-service ends it", async () => {
    const { asked, follow } = follower(events(4, "evt_3", "evt_4"), events(9), events(10, "evt_10"));
    const text = await textOf(eventStream(2, follow).body);
    expect(idsIn(text)).toEqual(["evt_3", "evt_4", "evt_10"]);
    expect(asked).toEqual([2, 4, 9, 10]);
    expect(text.startsWith("retry: ")).toBe(true);
  });

  test("sends a comment when nothing has come", async () => {
    const { follow } = follower(events(1), events(1));
    expect((await textOf(eventStream(1, follow).body)).match(/^: quiet$/gm)?.length).toBe(2);
  });

  test("ends after five minutes, and asks for nothing more", async () => {
    let nowMs = 0;
    const asked: number[] = [];
    const follow = async (position: number): Promise<FollowedEvents> => {
      asked.push(position);
      nowMs += 60_000;
      return events(position + 1);
    };
    await textOf(eventStream(0, follow, () => nowMs).body);
    expect(asked).toEqual([0, 1, 2, 3, 4]);
  });

  test("ends when the core does not answer, with everything up to the last id", async () => {
    const answers = [() => Promise.resolve(events(1, "evt_1")), () => Promise.reject(new Error("away"))];
    const text = await textOf(eventStream(0, async () => await (answers.shift() as () => Promise<FollowedEvents>)()).body);
    expect(idsIn(text)).toEqual(["evt_1"]);
  });

  test("requests nothing more once its client has gone, while it waits too", async () => {
    const waiting = Promise.withResolvers<FollowedEvents>();
    let asked = 0;
    const reader = eventStream(0, () => {
      asked += 1;
      return waiting.promise;
    }).body.getReader();
    await reader.read();
    const reading = reader.read();
    await expect.poll(() => asked).toBe(1);
    await reader.cancel();
    expect((await reading).done).toBe(true);
    waiting.resolve(events(1, "evt_1"));
    await new Promise((resolve) => setImmediate(resolve));
    expect(asked).toBe(1);
  });
});
