// Every event that Ledge tells: the message's envelope, and per type the resource it carries as it was left. One JSON Schema per event
// is generated from here (openapi/events/). A type may gain members within its version; what changes their meaning is a new version.
import { z } from "zod";
import { account } from "./contracts/accounts.ts";
import { customer } from "./contracts/customers.ts";
import { hold } from "./contracts/holds.ts";
import { apiKey } from "./contracts/identity.ts";
import { transaction } from "./contracts/ledger.ts";
import { transfer } from "./contracts/transfers.ts";
import { webhookEndpoint } from "./contracts/webhook-endpoints.ts";
import { ID_SUFFIX, type IdKind } from "./ids.ts";
import { instant } from "./instants.ts";
import { example, id, version } from "./schema.ts";

export const EVENT_VERSION = 1;
/** The actor of what the platform does by itself: a hold expires, an endpoint that fails is disabled. */
export const PLATFORM = "platform";

const actor = z
  .string()
  .regex(new RegExp(`^(?:[a-z]+_${ID_SUFFIX}|${PLATFORM})$`))
  .meta({
    id: "Actor",
    description:
      "Who caused it: a principal, by its id. `key_…` is an API key; `platform` is the platform itself, which lets a hold expire or disables an endpoint that fails. Principals of other kinds, with prefixes of their own, may come",
    example: example("apiKey"),
  });

const capturedHold = z
  .strictObject({
    ...hold.shape,
    transfer: id("transfer").meta({ description: "The transfer that this capture posted" }),
  })
  .meta({ id: "HoldCapture" });

/** What an event is about, and what it carries. */
export const events = {
  "account.opened": { about: "account", data: account, words: "An account was opened" },
  "account.updated": { about: "account", data: account, words: "An account's terms were changed" },
  "account.frozen": { about: "account", data: account, words: "An account was frozen: no debits" },
  "account.unfrozen": { about: "account", data: account, words: "An account is open again" },
  "account.closed": { about: "account", data: account, words: "An account was closed, for good" },
  "api_key.created": { about: "apiKey", data: apiKey, words: "An API key was issued" },
  "api_key.rotated": { about: "apiKey", data: apiKey, words: "An API key has a successor, and ends at its expires_at" },
  "api_key.revoked": { about: "apiKey", data: apiKey, words: "An API key was revoked" },
  "customer.created": { about: "customer", data: customer, words: "A customer was created" },
  "customer.updated": { about: "customer", data: customer, words: "A customer's contact data were changed" },
  "customer.verification_decided": { about: "customer", data: customer, words: "An operator decided on a customer's verification" },
  "hold.placed": { about: "hold", data: hold, words: "Money is held for a payee" },
  "hold.captured": { about: "hold", data: capturedHold, words: "All or a part of a hold was captured by a transfer" },
  "hold.released": { about: "hold", data: hold, words: "A hold was let go" },
  "hold.expired": { about: "hold", data: hold, words: "A hold's time has passed, and it was let go" },
  ping: { about: "webhookEndpoint", data: webhookEndpoint, words: "A test, sent to one webhook endpoint alone" },
  "transaction.posted": { about: "transaction", data: transaction, words: "An operator posted a transaction by its legs" },
  "transfer.posted": { about: "transfer", data: transfer, words: "A transfer was posted: also each reversal and each capture" },
  "webhook_endpoint.created": { about: "webhookEndpoint", data: webhookEndpoint, words: "A webhook endpoint was created" },
  "webhook_endpoint.updated": {
    about: "webhookEndpoint",
    data: webhookEndpoint,
    words: "A webhook endpoint was changed, or enabled again",
  },
  "webhook_endpoint.secret_rotated": { about: "webhookEndpoint", data: webhookEndpoint, words: "A webhook endpoint has a new secret" },
  "webhook_endpoint.disabled": { about: "webhookEndpoint", data: webhookEndpoint, words: "A webhook endpoint failed for days, or is gone" },
  "webhook_endpoint.deleted": { about: "webhookEndpoint", data: webhookEndpoint, words: "A webhook endpoint was deleted" },
} as const satisfies Record<string, { about: IdKind; data: z.ZodType; words: string }>;

export type EventType = keyof typeof events;
export type EventData<Type extends EventType> = z.infer<(typeof events)[Type]["data"]>;
export const eventTypes = Object.keys(events) as [EventType, ...EventType[]];

const touchedAccount = z
  .strictObject({ id: id("account"), version: version.meta({ description: "The account's version after it" }) })
  .meta({ id: "TouchedAccount" });

const envelope = {
  id: id("event").meta({ description: "Stable: a message that comes again has the same. Apply it once" }),
  version: z.literal(EVENT_VERSION),
  occurred_at: instant.meta({ description: "When it was committed, as the resource says it" }),
  accounts: z
    .array(touchedAccount)
    .meta({ description: "The accounts that it touches. Per account, events come in the order of versions" }),
  actor,
  request_id: z.string().nullable().meta({ description: "The request that caused it; null: none did, such as an expiry" }),
  trace_id: z.string().nullable().meta({ description: "The trace of that request: 32 hex digits" }),
};

/** The schema of one type's event, whole. */
export const eventSchema = (type: EventType) =>
  z.strictObject({
    ...envelope,
    type: z.literal(type),
    resource: id(events[type].about).meta({ description: "Id of what it is about" }),
    data: events[type].data,
  });

/** The name of a type's event in the contract: `transfer.posted` is `TransferPostedEvent`. */
export const eventName = (type: EventType): string =>
  `${type.replaceAll(/(?:^|[._])([a-z])/g, (_match, letter: string) => letter.toUpperCase())}Event`;

const [first, ...others] = eventTypes.map((type) => eventSchema(type).meta({ id: eventName(type), description: events[type].words }));

/** An event of any type, as the feed has it: `type` says what `data` are. */
export const event = z
  .discriminatedUnion("type", [first as ReturnType<typeof eventSchema>, ...others])
  .meta({ id: "Event", description: "What happened. `type` tells the forms apart; a later release may have more of them" });

type Envelope = Omit<z.infer<ReturnType<typeof eventSchema>>, "type" | "data">;
export type EventOf<Type extends EventType> = Envelope & { readonly type: Type; readonly data: EventData<Type> };
export type Event = { [Type in EventType]: EventOf<Type> }[EventType];
/** What travels through queues of an event: everything but the data, which the consumer reads from the feed. */
export type EventMessage = Omit<Event, "data"> & { readonly position: number };
/** One message: the events of a moment, in the order of the feed. A queue counts and bills messages, and takes 5,000 a second. */
export type EventMessages = readonly EventMessage[];
