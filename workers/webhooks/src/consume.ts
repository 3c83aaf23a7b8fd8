// The Worker's queue consumers. A message makes core-service apply the feed, and then the dispatchers of endpoints with due deliveries are woken.
// A batch is acknowledged after both, so that nothing is lost in between.
import type { EventMessages, Relayed } from "@ledge/shared/contracts/events";
import { collectHops } from "@ledge/kit/hops-of-call";
import { background, type RunNotes } from "@ledge/shared/telemetry/background";
import { type Hop, hopsIn } from "@ledge/shared/telemetry/hops";
import { linksTo } from "@ledge/shared/telemetry/span-context";
import { log } from "@ledge/shared/telemetry/log";
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
  await background({ service: "webhooks", operation: "consumeEvents", version: env.VERSION.id }, async (notes) => {
    const known = batch.messages.filter((message) => eventsOf(message) !== null);
    const unknown = batch.messages.filter((message) => eventsOf(message) === null);
    const retries = known.filter((message) => message.attempts > 1).length;
    if (unknown.length > 0 || retries > 0) notes.level = "warn";
    notes.counts = { messages: known.length, retries, unknown: unknown.length };
    if (known.length > 0) {
      const events = known.flatMap((message) => eventsOf(message) ?? []);
      if (events.some(({ type }) => type === "credential.rotated")) await renewSessions(env);
      const positions = events.map(({ position }) => ({ position }));
      const hops = noteOrigin(notes, events, positions);
      await wakeAll(env, await applyFeed(env, positions, retries).finally(() => (notes.hops = [...(notes.hops ?? []), ...hops])));
    }
    // Nothing of the platform sends such a message: it ends as a dead letter, which is logged as an error.
    for (const message of unknown) message.retry();
  });
}

/** Notes whose messages they are: the run goes on in the trace of their relay, with links to the requests. @returns what the core will have done for them. */
function noteOrigin(notes: RunNotes, events: EventMessages, positions: object): readonly Hop[] {
  const relayed = events.flatMap((event) => relayedOf(event) ?? []);
  const [first] = relayed;
  if (first?.span_id !== undefined) Object.assign(notes, { trace_id: first.trace_id, parent_span_id: first.span_id });
  notes.hops = relayed.map((hop) => ({ ...hop, parent_id: null }));
  notes.links = linksTo(events);
  return collectHops(positions);
}

/** A session that does not hear of a new login comes to it at its age: no delivery waits for that. */
async function renewSessions(env: Env): Promise<void> {
  try {
    await core(env).renewSessions();
  } catch (error) {
    log({ level: "error", service: "webhooks", operation: "renewSessions", error });
  }
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

/** Each dead letter has a line of its own beside that of the run: a person must see what it was. */
export async function consumeDeadLetters(batch: MessageBatch<EventMessages>, env: Env): Promise<void> {
  await background({ service: "webhooks", operation: "consumeDeadLetters", version: env.VERSION.id }, async (notes) => {
    notes.counts = { messages: batch.messages.length };
    for (const message of batch.messages) {
      const positions = eventsOf(message)?.map(({ position }) => position) ?? [];
      log({ level: "error", service: "webhooks", operation: "consumeDeadLetters", subject: message.id, positions });
      if (positions.length > 0) await core(env).keepDeadLetters(positions, "given_back");
      message.ack();
    }
  });
}

/** The events of a message; null: it is not a message of the relay. */
function eventsOf({ body }: Message<unknown>): EventMessages | null {
  return Array.isArray(body) && body.length > 0 && body.every(isEvent) ? (body as EventMessages) : null;
}

const isEvent = (event: unknown): boolean => {
  const position: unknown = (event as { position?: unknown } | null)?.position;
  return Number.isSafeInteger(position) && (position as number) > 0;
};

/** The relay's span; null: the event is not the first of its message, or the relay is of an earlier version. */
const relayedOf = ({ relayed }: EventMessages[number]): Relayed | null =>
  relayed !== undefined && hopsIn([relayed]).length === 1 && /^[0-9a-f]{32}$/.test(relayed.trace_id) ? relayed : null;
