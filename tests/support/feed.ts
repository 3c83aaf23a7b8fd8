// Reads the event feed as a client does. An event reaches the feed shortly after its commit and nothing is inserted before it later, so the feed is
// complete up to now once it contains the event of one further write.
import type { Event } from "@ledge/shared/contracts/events";
import { EventSourceParserStream } from "eventsource-parser/stream";
import { expect } from "vitest";
import type { LedgeResponse, Ledge } from "./ledge.ts";

const PAGE = 100;

export interface Feed {
  /** All pages from the beginning, `limit` events each. */
  all(limit?: number, query?: string): Promise<Event[]>;
  /** The events since the previous call, up to now. */
  news(): Promise<Event[]>;
  /** The events that `act` caused, with its result. */
  eventsOf<T>(act: () => Promise<T>): Promise<{ readonly result: T; readonly events: Event[] }>;
}

export async function openFeed(ledge: Ledge): Promise<Feed> {
  let last: string | null = null;
  const pages = async (after: string | null, limit: number, query: string): Promise<Event[]> => {
    const events: Event[] = [];
    for (let from = after; ;) {
      const page: LedgeResponse = await ledge.request("GET", `/v1/events?limit=${limit}${query}${from === null ? "" : `&after=${from}`}`);
      if (page.status !== 200) throw new Error(`the feed answered ${page.status}: ${page.text}`);
      events.push(...page.json.data);
      if (page.json.has_more !== true) return events;
      from = page.json.next_cursor;
    }
  };
  const feed: Feed = {
    all: (limit = PAGE, query = "") => pages(null, limit, query),
    async news() {
      const marker = await ledge.request("POST", "/v1/customers", { body: { type: "person", name: "Marker" } });
      const isMarker = (event: Event) => event.type === "customer.created" && event.resource === marker.json.id;
      let events: Event[] = [];
      await expect.poll(async () => (events = await pages(last, PAGE, "")).some(isMarker)).toBe(true);
      last = events.at(-1)?.id ?? last;
      return events.filter((event) => !isMarker(event));
    },
    async eventsOf(act) {
      await feed.news();
      const result = await act();
      return { result, events: await feed.news() };
    },
  };
  return feed;
}

interface Frame {
  readonly id: string;
  readonly event: string;
  readonly data: Event;
}

export interface EventStream {
  readonly headers: Headers;
  /** The next frames, without comments and retry hints. */
  take(count: number): Promise<Frame[]>;
  close(): Promise<void>;
}

/** Opens the feed as Server-Sent Events. */
export async function openStream(ledge: Ledge, query = "", headers: Record<string, string> = {}): Promise<EventStream> {
  const response = await ledge.fetch(`/v1/events${query}`, {
    headers: { Authorization: `Bearer ${ledge.operatorKey}`, Accept: "text/event-stream", ...headers },
  });
  if (response.status !== 200 || response.body === null)
    throw new Error(`the stream answered ${response.status}: ${await response.text()}`);
  const reader = response.body.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream()).getReader();
  return {
    headers: response.headers,
    async take(count) {
      const frames: Frame[] = [];
      while (frames.length < count) {
        const { done, value } = await reader.read();
        if (done) throw new Error("the stream has ended");
        frames.push({ id: value.id ?? "", event: value.event ?? "", data: JSON.parse(value.data) });
      }
      return frames;
    },
    close: () => reader.cancel(),
  };
}
