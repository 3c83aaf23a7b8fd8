// Every event that Ledge emits: the envelope, and per type the resource as the change left it. One JSON Schema per event is generated from here
// (openapi/events/). A type may gain members within its version; a change of their meaning needs a new version.
import { z } from "zod";
import { account } from "./accounts.ts";
import { credential } from "./credentials.ts";
import { customer } from "./customers.ts";
import { hold } from "./holds.ts";
import { apiKey } from "./identity.ts";
import { transaction } from "./ledger.ts";
import { transfer } from "./transfers.ts";
import { webhookEndpoint } from "./webhook-endpoints.ts";
import { ID_SUFFIX, type IdKind } from "../ids.ts";
import { instant } from "../instants.ts";
import { example, id, version } from "../schema.ts";
import type { Hop } from "../telemetry/hops.ts";
import type { SpanContext } from "../telemetry/span-context.ts";

export const EVENT_VERSION = 1;
/** The actor of changes that the platform makes by itself: a hold expires, an endpoint that fails is disabled, a password is rotated. */
export const PLATFORM = "platform";

const actor = z
  .string()
  .regex(new RegExp(`^(?:[a-z]+_${ID_SUFFIX}|${PLATFORM})$`))
  .meta({
    id: "Actor",
    description:
      "The principal that caused it, by its id. `key_…` is an API key; `platform` is the platform itself, which lets holds expire, disables endpoints that fail and rotates its passwords. Later releases may add principals of other kinds, with other prefixes",
    example: example("apiKey"),
  });

const capturedHold = z
  .strictObject({
    ...hold.shape,
    transfer: id("transfer").meta({ description: "The transfer that this capture posted" }),
  })
  .meta({ id: "HoldCapture" });

/** Per type: the kind of resource that the event is about, the data that it carries, and what has happened. */
export const events = {
  "account.opened": { about: "account", data: account, summary: "An account was opened" },
  "account.updated": { about: "account", data: account, summary: "An account's terms were changed" },
  "account.frozen": { about: "account", data: account, summary: "An account was frozen: no debits" },
  "account.unfrozen": { about: "account", data: account, summary: "An account is open again" },
  "account.closed": { about: "account", data: account, summary: "An account was closed, for good" },
  "api_key.created": { about: "apiKey", data: apiKey, summary: "An API key was issued" },
  "api_key.rotated": { about: "apiKey", data: apiKey, summary: "An API key has a successor, and ends at its expires_at" },
  "api_key.revoked": { about: "apiKey", data: apiKey, summary: "An API key was revoked" },
  "credential.rotated": { about: "credential", data: credential, summary: "The password of one of the database's logins was changed" },
  "customer.created": { about: "customer", data: customer, summary: "A customer was created" },
  "customer.updated": { about: "customer", data: customer, summary: "A customer's contact data were changed" },
  "customer.verification_reset": {
    about: "customer",
    data: customer,
    summary: "A verified customer's name was changed: the verification is pending again",
  },
  "customer.verification_decided": { about: "customer", data: customer, summary: "An operator decided on a customer's verification" },
  "hold.placed": { about: "hold", data: hold, summary: "Money is held for a payee" },
  "hold.captured": { about: "hold", data: capturedHold, summary: "All or a part of a hold was captured by a transfer" },
  "hold.released": { about: "hold", data: hold, summary: "A hold was released" },
  "hold.expired": { about: "hold", data: hold, summary: "A hold has expired" },
  ping: { about: "webhookEndpoint", data: webhookEndpoint, summary: "A test event, sent to one webhook endpoint alone" },
  "transaction.posted": { about: "transaction", data: transaction, summary: "An operator posted a transaction by its legs" },
  "transfer.posted": { about: "transfer", data: transfer, summary: "A transfer was posted; reversals and captures are transfers too" },
  "webhook_endpoint.created": { about: "webhookEndpoint", data: webhookEndpoint, summary: "A webhook endpoint was created" },
  "webhook_endpoint.updated": {
    about: "webhookEndpoint",
    data: webhookEndpoint,
    summary: "A webhook endpoint was changed, or enabled again",
  },
  "webhook_endpoint.secret_rotated": { about: "webhookEndpoint", data: webhookEndpoint, summary: "A webhook endpoint has a new secret" },
  "webhook_endpoint.disabled": {
    about: "webhookEndpoint",
    data: webhookEndpoint,
    summary: "A webhook endpoint was disabled, because it failed for three days or answered 410",
  },
  "webhook_endpoint.deleted": { about: "webhookEndpoint", data: webhookEndpoint, summary: "A webhook endpoint was deleted" },
} as const satisfies Record<string, { about: IdKind; data: z.ZodType; summary: string }>;

export type EventType = keyof typeof events;
export type EventData<Type extends EventType> = z.infer<(typeof events)[Type]["data"]>;
export const eventTypes = Object.keys(events) as [EventType, ...EventType[]];

const touchedAccount = z
  .strictObject({ id: id("account"), version: version.meta({ description: "The account's version after it" }) })
  .meta({ id: "TouchedAccount" });

const envelope = {
  id: id("event").meta({ description: "Stable: a repeated message has the same id. Apply each event once by it" }),
  version: z.literal(EVENT_VERSION),
  occurred_at: instant.meta({ description: "When it was committed, equal to the time in the resource" }),
  accounts: z
    .array(touchedAccount)
    .meta({ description: "The accounts that it concerns. Per account, events are in the order of versions" }),
  actor,
  request_id: z.string().nullable().meta({ description: "The request that caused it; null: no request did, as when a hold expires" }),
  trace_id: z.string().nullable().meta({ description: "The trace of that request: 32 hex digits" }),
};

/** The complete schema of the events of one type. */
export const eventSchema = (type: EventType) =>
  z.strictObject({
    ...envelope,
    type: z.literal(type),
    resource: id(events[type].about).meta({ description: "The id of the resource that it is about" }),
    data: events[type].data,
  });

/** The name of a type's event in the contract: `transfer.posted` is `TransferPostedEvent`. */
export const eventName = (type: EventType): string =>
  `${type.replaceAll(/(?:^|[._])([a-z])/g, (_match, letter: string) => letter.toUpperCase())}Event`;

const [first, ...others] = eventTypes.map((type) => eventSchema(type).meta({ id: eventName(type), description: events[type].summary }));

/** An event of any type, as the feed has it: `type` determines what `data` is. */
export const event = z
  .discriminatedUnion("type", [first as ReturnType<typeof eventSchema>, ...others])
  .meta({ id: "Event", description: "What happened. `type` distinguishes the forms; a later release may have more of them" });

type Envelope = Omit<z.infer<ReturnType<typeof eventSchema>>, "type" | "data">;
export type EventOf<Type extends EventType> = Envelope & { readonly type: Type; readonly data: EventData<Type> };
export type Event = { [Type in EventType]: EventOf<Type> }[EventType];
/** An event as a queue carries it: everything but the data, which the consumer reads from the feed. */
export type EventMessage = Omit<Event, "data"> & { readonly position: number; readonly relayed?: Relayed };
/** Of the first event of a message: the relay's span, from the commit of the oldest event of its run until the message was sent, and its trace. */
export type Relayed = Hop & Pick<SpanContext, "trace_id">;
/** One message: several events, in the order of the feed, because a queue counts and bills messages, and takes 5,000 of them a second. */
export type EventMessages = readonly EventMessage[];
