// The feed as Server-Sent Events (WHATWG HTML, section 9.2): each event with its id, so that a client that reconnects continues where it was. The
// stream polls core-service for new events. It ends after a while, and clients reconnect by themselves.
import type { EventsPage, FedEvent } from "@ledge/shared/contracts/webhooks";

/** How often core-service is polled when nothing is new: to a person who watches, this is immediate. */
const POLL_MS = 1_000;
/** After this many polls without an event a comment is sent, so that no intermediary closes an idle connection. */
const HEARTBEAT_POLLS = 15;
/** A stream ends after this time: its key may have been revoked, and new code may be deployed. The client reconnects with its last id. */
const STREAM_MS = 5 * 60 * 1000;

export const EVENT_STREAM = "text/event-stream";

/**
 * An event that cannot be shown gets a frame of its own, so that a client sees the gap, and resumes after it.
 *
 * @internal A rule, tested as a table.
 */
export const frame = ({ id, event }: FedEvent): string =>
  `id: ${id}\nevent: ${event?.type ?? "unreadable"}\ndata: ${JSON.stringify(event ?? { id })}\n\n`;

export interface StreamClock {
  nowMs(): number;
  sleep(ms: number): Promise<void>;
}

const runtime: StreamClock = {
  nowMs: () => Date.now(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
};

/**
 * The stream that begins with `first` and continues with what `read` finds after an event's id (null: from the beginning). A read that fails ends
 * the stream: the client reconnects with its last id.
 */
export function eventStream(
  first: EventsPage,
  after: string | null,
  read: (after: string | null) => Promise<EventsPage | null>,
  clock: StreamClock = runtime,
): { readonly body: ReadableStream<Uint8Array>; readonly headers: Readonly<Record<string, string>> } {
  const encoder = new TextEncoder();
  const endMs = clock.nowMs() + STREAM_MS;
  let last = after;
  let page: EventsPage | null = first;
  let quiet = 0;
  let isGone = false;
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(`retry: ${POLL_MS}\n\n`));
    },
    async pull(controller) {
      try {
        while (!isGone && clock.nowMs() < endMs) {
          page ??= await read(last);
          const { data, hasMore }: EventsPage = page ?? { data: [], hasMore: false };
          page = null;
          last = data.at(-1)?.id ?? last;
          if (data.length > 0) return void controller.enqueue(encoder.encode(data.map(frame).join("")));
          if (!hasMore) await clock.sleep(POLL_MS);
          quiet = (quiet + 1) % HEARTBEAT_POLLS;
          if (quiet === 0) return void controller.enqueue(encoder.encode(": quiet\n\n"));
        }
      } catch {
        // The stream ends below: the client has every event up to its last id.
      }
      if (!isGone) controller.close();
    },
    // Without a client, core-service is polled no more.
    cancel() {
      isGone = true;
    },
  });
  // An intermediary that compresses a stream would hold events back until it has enough to compress.
  return { body, headers: { "Content-Type": EVENT_STREAM, "Cache-Control": "no-store, no-transform" } };
}
