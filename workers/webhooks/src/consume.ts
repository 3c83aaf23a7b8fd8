// The Worker's queue consumers. A message makes core-service apply the feed, and then the dispatchers of endpoints with due deliveries are woken.
// A batch is acknowledged after both, so that nothing is lost in between.
import type { EventMessages } from "@ledge/shared/contracts/events";
import { log } from "@ledge/shared/log";
import { wake } from "./dispatch/wake.ts";
import { core } from "./operation.ts";

export async function consumeEvents(batch: MessageBatch<EventMessages>, env: Env): Promise<void> {
  const known = batch.messages.filter((message) => eventsOf(message) !== null);
  const unknown = batch.messages.filter((message) => eventsOf(message) === null);
  const retries = known.filter((message) => message.attempts > 1).length;
  if (known.length > 0) {
    const events = known.flatMap((message) => eventsOf(message) ?? []).map(({ position }) => ({ position }));
    const busy = await core(env).acceptMessages(events, retries);
    await Promise.all(busy.map((endpointId) => wake(env, endpointId)));
  }
  // Nothing of the platform sends such a message: it ends as a dead letter, which is logged as an error.
  for (const message of unknown) message.retry();
  const level = unknown.length > 0 || retries > 0 ? "warn" : "info";
  const counts = { messages: known.length, retries, unknown: unknown.length };
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

/** The events of a message; null: it is not a message of the relay. */
function eventsOf({ body }: Message<unknown>): EventMessages | null {
  return Array.isArray(body) && body.length > 0 && body.every(isEvent) ? (body as EventMessages) : null;
}

const isEvent = (event: unknown): boolean => {
  const position: unknown = (event as { position?: unknown } | null)?.position;
  return Number.isSafeInteger(position) && (position as number) > 0;
};
