// The feed as Server-Sent Events: every event has its id, a client resumes at its last one, and every stream ends in time.
import type { EventsPage, FedEvent } from "@ledge/shared/contracts/webhooks";
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
const page = (...ids: string[]): EventsPage => ({ data: ids.map(fed), hasMore: false });

/** A clock whose sleeps end at once. */
function clock() {
  const state = { nowMs: 0, slept: 0 };
  return {
    state,
    nowMs: () => state.nowMs,
    async sleep(ms: number) {
      state.slept += 1;
      state.nowMs += ms;
    },
  };
}

const textOf = async (body: ReadableStream<Uint8Array>): Promise<string> => await new Response(body).text();

describe("the stream of events", () => {
  test("writes each event as a frame with its id and type, and its data on one line", () => {
    const [id, type, data, ...rest] = frame(fed("evt_1")).split("\n");
    expect([id, type, rest]).toEqual(["id: evt_1", "event: transfer.posted", ["", ""]]);
    expect(JSON.parse((data ?? "").replace("data: ", ""))).toEqual(event("evt_1"));
  });

  test("names an event that cannot be shown in a frame of its own, under its id, and continues after it", async () => {
    const asked: (string | null)[] = [];
    const read = async (after: string | null): Promise<EventsPage> => {
      asked.push(after);
      return page();
    };
    const first: EventsPage = { data: [fed("evt_1"), { id: "evt_2", event: null }], hasMore: false };
    const text = await textOf(eventStream(first, null, read, clock()).body);
    expect(text).toContain('id: evt_2\nevent: unreadable\ndata: {"id":"evt_2"}\n\n');
    expect(asked[0]).toBe("evt_2");
  });

  test("begins with the given page, continues after its last event, and ends after five minutes", async () => {
    const asked: (string | null)[] = [];
    const pages = [page("evt_2", "evt_3"), page(), page("evt_4")];
    const time = clock();
    const read = async (after: string | null): Promise<EventsPage> => {
      asked.push(after);
      return pages.shift() ?? page();
    };
    const text = await textOf(eventStream(page("evt_1"), "evt_0", read, time).body);
    expect([...text.matchAll(/^id: (.*)$/gm)].map((match) => match[1])).toEqual(["evt_1", "evt_2", "evt_3", "evt_4"]);
    expect(asked.slice(0, 4)).toEqual(["evt_1", "evt_3", "evt_3", "evt_4"]);
    expect(text.startsWith("retry: ")).toBe(true);
    expect(time.state.nowMs).toBe(5 * 60 * 1000);
  });

  test("sends a comment during long silences", async () => {
    const text = await textOf(eventStream(page(), null, async () => page(), clock()).body);
    expect(text.match(/^: quiet$/gm)?.length).toBe(20);
  });

  test("does not wait between pages while more follow", async () => {
    const time = clock();
    const pages: EventsPage[] = [{ data: [fed("evt_2")], hasMore: true }, page("evt_3")];
    const read = async (): Promise<EventsPage> => {
      const next = pages.shift();
      if (next === undefined) throw new Error("over");
      return next;
    };
    await textOf(eventStream({ data: [fed("evt_1")], hasMore: true }, null, read, time).body);
    expect(time.state.slept).toBe(0);
  });

  test("ends when the core does not answer, with everything up to the last id", async () => {
    const text = await textOf(eventStream(page("evt_1"), null, () => Promise.reject(new Error("away")), clock()).body);
    expect(text).toContain("id: evt_1");
  });

  test("requests nothing more once its client has gone, during a silence too", async () => {
    const sleepers: (() => void)[] = [];
    let asked = 0;
    const read = async (): Promise<EventsPage> => {
      asked += 1;
      return page();
    };
    const still = { nowMs: () => 0, sleep: () => new Promise<void>((resolve) => void sleepers.push(resolve)) };
    const reader = eventStream(page(), null, read, still).body.getReader();
    await reader.read();
    const waiting = reader.read();
    await expect.poll(() => sleepers.length).toBe(1);
    await reader.cancel();
    expect((await waiting).done).toBe(true);
    sleepers.shift()?.();
    await new Promise((resolve) => setImmediate(resolve));
    expect([asked, sleepers.length]).toEqual([0, 0]);
  });
});
