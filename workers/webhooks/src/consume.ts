// The Worker's side of its queues. What a message means is the core's: here it is only a reason to let the core apply the feed, and to
// wake who has something to send. A batch is acknowledged after both, so that nothing is lost between them.
import type { EventMessages } from "@ledge/shared/events";
import { log } from "@ledge/shared/log";
import { wake } from "./dispatch/wake.ts";
import { core } from "./operation.ts";

export async function consumeEvents(batch: MessageBatch<EventMessages>, env: Env): Promise<void> {
  const ours = batch.messages.filter((message) => eventsOf(message) !== null);
  const strange = batch.messages.filter((message) => eventsOf(message) === null);
  const retries = ours.filter((message) => message.attempts > 1).length;
  if (ours.length > 0) {
    const events = ours.flatMap((message) => eventsOf(message) ?? []).map(({ position }) => ({ position }));
    const busy = await core(env).acceptMessages(events, retries);
    await Promise.all(busy.map((endpointId) => wake(env, endpointId)));
  }
  // Nothing of ours sends such a message: among the dead letters it is seen.
  for (const message of strange) message.retry();
  const level = strange.length > 0 || retries > 0 ? "warn" : "info";
  const counts = { messages: ours.length, retries, strange: strange.length };
  log(level, { service: "webhooks", operation: "consumeEvents", counts });
}

export async function consumeDeadLetters(batch: MessageBatch<EventMessages>, env: Env): Promise<void> {
  for (const message of batch.messages) {
    const positions = eventsOf(message)?.map(({ position }) => position) ?? [];
    log("error", { service: "webhooks", operation: "consumeDeadLetters", subject: message.id, positions });
    if (positions.length > 0) await core(env).keepDeadLetters(positions, "given_back");
    message.ack();
  }
}

/** The events that a message tells of; null: it is none of ours. */
function eventsOf({ body }: Message<unknown>): EventMessages | null {
  return Array.isArray(body) && body.length > 0 && body.every(isEvent) ? (body as EventMessages) : null;
}

const isEvent = (event: unknown): boolean => {
  const position: unknown = (event as { position?: unknown } | null)?.position;
  return Number.isSafeInteger(position) && (position as number) > 0;
};
