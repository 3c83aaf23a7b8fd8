// The Worker's queue consumers. A message makes core-service apply the feed, and then the dispatchers of endpoints with due deliveries are woken.
// A batch is acknowledged after both, so that nothing is lost in between.
import type { EventMessages } from "@ledge/shared/contracts/events";
import { log } from "@ledge/shared/log";
import { wake } from "./dispatch/wake.ts";
import { core } from "./operation.ts";

/**
 * Steps of one invocation. With what a batch of messages can cover, 10,000 events, it is enough for hundreds of endpoints; and an invocation may
 * make 10,000 subrequests in all, of which each step and each wake is one (https://developers.cloudflare.com/workers/platform/limits/#subrequests).
 *
 * @internal Tests read the limit instead of repeating it.
 */
export const MAX_STEPS = 2_000;
/**
 * Dispatchers that are woken at the same time: an invocation has six connections that wait for headers, and more calls only queue in its memory.
 *
 * @internal Tests read the limit instead of repeating it.
 */
export const WAKES_AT_ONCE = 50;

export async function consumeEvents(batch: MessageBatch<EventMessages>, env: Env): Promise<void> {
  const known = batch.messages.filter((message) => eventsOf(message) !== null);
  const unknown = batch.messages.filter((message) => eventsOf(message) === null);
  const retries = known.filter((message) => message.attempts > 1).length;
  if (known.length > 0) {
    const events = known.flatMap((message) => eventsOf(message) ?? []).map(({ position }) => ({ position }));
    await wakeAll(env, await applyFeed(env, events, retries));
  }
  // Nothing of the platform sends such a message: it ends as a dead letter, which is logged as an error.
  for (const message of unknown) message.retry();
  const level = unknown.length > 0 || retries > 0 ? "warn" : "info";
  const counts = { messages: known.length, retries, unknown: unknown.length };
  log(level, { service: "webhooks", operation: "consumeEvents", counts });
}

/**
 * Has the feed applied up to the newest of the events, step by step. Returns the endpoints that have something to send.
 *
 * @throws when more is left than one invocation does: each step has been committed, and the retry goes on from there.
 */
async function applyFeed(
  env: Env,
  events: readonly Pick<EventMessages[number], "position">[],
  retries: number,
): Promise<readonly string[]> {
  for (let step = 0; step < MAX_STEPS; step += 1) {
    const accepted = await core(env).acceptMessages(events, step === 0 ? retries : 0);
    if (accepted.kind === "applied") return accepted.busy;
  }
  throw new Error("the feed is applied in part");
}

async function wakeAll(env: Env, endpoints: readonly string[]): Promise<void> {
  for (let begin = 0; begin < endpoints.length; begin += WAKES_AT_ONCE) {
    await Promise.all(endpoints.slice(begin, begin + WAKES_AT_ONCE).map((endpointId) => wake(env, endpointId)));
  }
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
