// Cuts messages into batches that a queue takes, in order.

// Limits of Cloudflare Queues, sendBatch.
export const MAX_MESSAGES = 100;
export const MAX_BATCH_BYTES = 256_000;
export const MAX_MESSAGE_BYTES = 128_000;
/** What the runtime adds to each message. */
const OVERHEAD_BYTES = 100;

/** The size of a message as the queue counts it. */
export const sizeOf = (message: unknown): number => new TextEncoder().encode(JSON.stringify(message)).byteLength + OVERHEAD_BYTES;

/** Batches of at most MAX_MESSAGES and MAX_BATCH_BYTES. A message larger than a batch stands alone: whether it is taken is for the queue to say. */
export function cutBatches<Message>(messages: readonly Message[], size: (message: Message) => number = sizeOf): Message[][] {
  const batches: Message[][] = [];
  let bytes = 0;
  for (const message of messages) {
    const current = batches.at(-1);
    const added = size(message);
    if (current === undefined || current.length === MAX_MESSAGES || bytes + added > MAX_BATCH_BYTES) {
      batches.push([message]);
      bytes = added;
    } else {
      current.push(message);
      bytes += added;
    }
  }
  return batches;
}
