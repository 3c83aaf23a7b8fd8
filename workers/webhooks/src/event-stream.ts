// The feed as Server-Sent Events (WHATWG HTML, section 9.2): each event with its id, so that a client that reconnects continues where it was. The
// stream asks core-service for what comes next, which waits for it together with all other streams. It ends after a while, and clients reconnect by
// themselves.
import type { FedEvent, FollowedEvents } from "@ledge/shared/contracts/webhooks";

/** How long a client should wait before it reconnects. */
const RETRY_MS = 1_000;
/** A stream ends after this time, so that new code is used. The client reconnects with its last id. */
const STREAM_MS = 5 * 60 * 1000;

export const EVENT_STREAM = "text/event-stream";

/**
 * An event that cannot be shown gets a frame of its own, so that a client sees the gap, and resumes after it.
 *
 * @internal A rule, tested as a table.
 */
export const frame = ({ id, event }: FedEvent): string =>
  `id: ${id}\nevent: ${event?.type ?? "unreadable"}\ndata: ${JSON.stringify(event ?? { id })}\n\n`;

/**
 * The stream that begins after a position and continues with what `follow` finds after a position. What fails, or is ended by core-service, ends the
 * stream: the client reconnects with its last id, and is authenticated again.
 */
export function eventStream(
  from: number,
  follow: (position: number) => Promise<FollowedEvents>,
  nowMs: () => number = Date.now,
): { readonly body: ReadableStream<Uint8Array>; readonly headers: Readonly<Record<string, string>> } {
  const encoder = new TextEncoder();
  const endMs = nowMs() + STREAM_MS;
  let position = from;
  const next = async (): Promise<FollowedEvents> => (nowMs() < endMs ? await follow(position) : { kind: "ended" });
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(encoder.encode(`retry: ${RETRY_MS}\n\n`));
    },
    // Only for a client that reads: without one, core-service is asked no more.
    async pull(controller) {
      const followed = await next().catch((): FollowedEvents => ({ kind: "ended" }));
      if (followed.kind === "ended") return void controller.close();
      position = followed.position;
      // A comment, so that no intermediary closes an idle connection.
      const text = followed.data.length > 0 ? followed.data.map(frame).join("") : ": quiet\n\n";
      controller.enqueue(encoder.encode(text));
    },
  });
  // An intermediary that compresses a stream would hold events back until it has enough to compress.
  return { body, headers: { "Content-Type": EVENT_STREAM, "Cache-Control": "no-store, no-transform" } };
}
