// Cuts events into messages that fit the queue's limits, in order.

/** Events per message: they are retried together. @internal Tests read the limit instead of repeating it. */
export const MAX_EVENTS = 100;
/** Limit of Cloudflare Queues for one message, less what the runtime adds to it. @internal Tests read the limit instead of repeating it. */
export const MAX_MESSAGE_BYTES = 127_000;

/** The size of an event within a message, as the queue counts it. */
export const sizeOf = (event: unknown): number => new TextEncoder().encode(`${JSON.stringify(event)},`).byteLength;

/** Messages of at most MAX_EVENTS and MAX_MESSAGE_BYTES. An event larger than a message gets a message of its own, which the queue may refuse. */
export function cutMessages<Event>(events: readonly Event[], size: (event: Event) => number): Event[][] {
  const messages: Event[][] = [];
  let bytes = 0;
  for (const event of events) {
    const current = messages.at(-1);
    const added = size(event);
    if (current === undefined || current.length === MAX_EVENTS || bytes + added > MAX_MESSAGE_BYTES) {
      messages.push([event]);
      bytes = added;
    } else {
      current.push(event);
      bytes += added;
    }
  }
  return messages;
}
