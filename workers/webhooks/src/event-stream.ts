// The feed as Server-Sent Events (WHATWG HTML, section 9.2): each event with its id, so that a client that comes back goes on where it
// was. It asks the core for what is new; it ends after a while, and the client comes back by itself.
import type { EventsPage, FedEvent } from "@ledge/shared/contracts/webhooks";

/** How often the core is asked when nothing is new: what a person who watches takes for at once. */
const POLL_MS = 1_000;
/** A comment, so that nothing on the way takes the silence for the end. */
const HEARTBEAT_POLLS = 15;
/** A stream ends by then: its key may have been revoked, and code grows old. The client comes back with its last id. */
const STREAM_MS = 5 * 60 * 1000;

export const EVENT_STREAM = "text/event-stream";

/** An event that cannot be shown is a frame of its own, so that a client sees the gap, and resumes behind it. */
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
 * The stream that begins with `first` and goes on with what `read` finds after an event's id (null: from the beginning).
 * A read that fails ends it: the client comes back with its last id.
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
        // Ended below: what the client has is complete up to its last id.
      }
      if (!isGone) controller.close();
    },
    // The core is not asked on behalf of nobody.
    cancel() {
      isGone = true;
    },
  });
  // Who compresses a stream on the way holds its events back until there is enough to compress.
  return { body, headers: { "Content-Type": EVENT_STREAM, "Cache-Control": "no-store, no-transform" } };
}
