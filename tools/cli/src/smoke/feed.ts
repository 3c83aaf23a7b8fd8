// Waits for an event of one account on the live feed. It reads no past events, so the length of the feed does not matter.
import type { Ledge, LedgeEvent } from "@ledge/client";
import { EventSourceParserStream } from "eventsource-parser/stream";

export interface FeedWatch {
  /** Waits for the event of `resource`. @throws when it does not come within `withinMs` from this call. */
  event(resource: string, withinMs: number): Promise<LedgeEvent>;
  close(): void;
}

/** Opens the live feed of an account. It has everything that is committed after this resolves. */
export async function watchFeed(ledge: Ledge, account: string): Promise<FeedWatch> {
  const stop = new AbortController();
  const { data } = await ledge.get("/v1/events", {
    params: { query: { account } },
    headers: { Accept: "text/event-stream" },
    parseAs: "stream",
    signal: stop.signal,
  });
  return {
    async event(resource, withinMs) {
      const late = new Error(`no event of ${resource} within ${withinMs / 1_000} s`);
      const timer = setTimeout(() => stop.abort(late), withinMs);
      try {
        for await (const event of eventsIn(data)) if (event.resource === resource) return event;
        throw new Error(`the feed ended without an event of ${resource}`);
      } finally {
        clearTimeout(timer);
      }
    },
    close: () => stop.abort(),
  };
}

/** The events of a stream of Server-Sent Events, from the `data` of each (WHATWG HTML, section 9.2.5). */
async function* eventsIn(stream: ReadableStream<Uint8Array>): AsyncGenerator<LedgeEvent, void, undefined> {
  const messages = stream.pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
  for await (const { data } of messages) yield JSON.parse(data) as LedgeEvent;
}
