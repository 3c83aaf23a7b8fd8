// The webhooks contract: the feed of events, the endpoints that they are sent to, and the result of each delivery.
import { z } from "zod";
import type { Call, WriteCall } from "../context.ts";
import { type Event, type EventMessage, eventTypes } from "./events.ts";
import type { ExportedPage, ExportRange, FeedPiece, Subject } from "./exports.ts";
import type { WriteOutcome, Result } from "../result.ts";
import type { RefusalOf } from "./refusals.ts";
import type { Page, PageRequest } from "../schema.ts";
import { line, text } from "../text.ts";
import type { DeliveryFailure, DeliveryStatus, EffectsWanted, RequestEffects, WebhookDelivery } from "./webhook-deliveries.ts";
import { signatureScheme, type WebhookEndpoint, webhookEndpoint } from "./webhook-endpoints.ts";
import type { CoreAnswered, UnlistedKey } from "./readiness.ts";

const URL_MAX_LENGTH = 2048;

const url = line(URL_MAX_LENGTH).meta({
  description: "https on port 443, by name; neither credentials nor a private or own host",
  example: "https://example.com/ledge",
});
const wanted = z
  .array(z.enum(eventTypes))
  .max(eventTypes.length)
  .refine((value) => new Set(value).size === value.length, "must not repeat a type")
  .meta({ description: "Types of events to send; empty: all", uniqueItems: true, example: ["transfer.posted"] });
const description = text.nullable().meta({ example: "Back office" });

export const createWebhookEndpoint = z
  .strictObject({
    url,
    events: wanted,
    description: description.optional(),
    signature: signatureScheme.optional().meta({ description: "v1 if left out" }),
  })
  .meta({ id: "CreateWebhookEndpoint" });

export const updateWebhookEndpoint = z
  .strictObject({
    url,
    events: wanted,
    description,
    status: z.enum(["enabled", "disabled"]),
    resume_from: z.enum(["pause", "now"]).meta({
      description:
        "pause, also if left out: when the endpoint is enabled, it is sent the pending deliveries, first the one that had it disabled, and then the events that happened while it was disabled. now: all of these are given up, and it is sent the events of the feed from the event of this change on, and nothing that was committed before it",
      example: "pause",
    }),
  })
  .partial()
  .refine((value) => Object.keys(value).length > 0, "must change something")
  .meta({ id: "UpdateWebhookEndpoint", minProperties: 1 });

export const secretWebhookEndpoint = z
  .strictObject({
    ...webhookEndpoint.shape,
    secret: z.string().meta({ description: "v1: whsec_…, cannot be read again later; v1a: the public key, whpk_…", example: "whsec_…" }),
  })
  .meta({ id: "SecretWebhookEndpoint" });

export type CreateWebhookEndpoint = z.infer<typeof createWebhookEndpoint>;
export type UpdateWebhookEndpoint = z.infer<typeof updateWebhookEndpoint>;
export type SecretWebhookEndpoint = z.infer<typeof secretWebhookEndpoint>;

/** Which events of the feed are requested: those after an event. */
export interface EventsWanted {
  /** A public id; null: from the beginning. */
  readonly after: string | null;
  readonly account?: string | undefined;
  readonly limit: number;
}

/** One event of the feed; `event` is null when it cannot be shown, and then only its id is known. */
export interface FedEvent {
  readonly id: string;
  readonly event: Event | null;
}

export interface EventsPage {
  readonly data: readonly FedEvent[];
  readonly hasMore: boolean;
}

/** Where a stream of the feed begins: a position, which core-service alone understands. `not_found`: there is no such event. */
export type OpenedStream = Result<{ readonly position: number }, "not_found" | "rate_limited">;

/** What a stream of the feed is sent next. */
export type FollowedEvents =
  /** None: nothing has come for some seconds. It goes on after `position`. */
  | { readonly kind: "events"; readonly data: readonly FedEvent[]; readonly position: number }
  /** Its key has been revoked or has expired, or its principal has too many other streams. */
  | { readonly kind: "ended" };

/** Which secret of an endpoint: its number, and the id of the master key that it is derived from. core-service has neither secret nor key. */
export interface EndpointSecret {
  readonly version: number;
  readonly key: string;
}

/** What signs an endpoint's deliveries: its secrets in force, newest first. */
export interface SigningEndpoint {
  readonly id: string;
  readonly url: string;
  readonly signature: "v1" | "v1a";
  readonly secrets: readonly EndpointSecret[];
}

/** An endpoint and which secret is its current one. */
export type EndpointWithSecret = WebhookEndpoint & { readonly current: EndpointSecret };

export interface DueDelivery {
  readonly id: string;
  /** Public id of the event: `webhook-id`. */
  readonly eventId: string;
  /** The body, the same bytes at every attempt; null: the event cannot be shown. */
  readonly payload: string | null;
  /** How often it failed since it was made, or was last redelivered by request. */
  readonly failedAttempts: number;
  /** The time since the first of those failures. */
  readonly failingForMs: number;
}

export type DueDeliveries =
  | { readonly kind: "due"; readonly endpoint: SigningEndpoint; readonly deliveries: readonly DueDelivery[] }
  | { readonly kind: "wait"; readonly waitMs: number }
  /** Some of the deliveries that it missed were made now: call again. */
  | { readonly kind: "again" }
  | { readonly kind: "nothing" };

/** The result of one attempt. The Worker chooses delays, and the database has the clock. */
export interface AttemptReport {
  readonly deliveryId: string;
  readonly outcome:
    | { readonly kind: "delivered" }
    | { readonly kind: "retry"; readonly delayMs: number }
    /** The endpoint is given up and disabled for this reason; the delivery stays pending, the first of its endpoint. */
    | { readonly kind: "disable"; readonly reason: "failing" | "gone" }
    /** The event cannot be shown: its delivery is given up, and the endpoint goes on with the next. */
    | { readonly kind: "unreadable" };
  readonly status: number | null;
  readonly failure: DeliveryFailure | null;
  readonly durationMs: number;
  readonly firstBytes: string;
}

/** How far the feed was applied by one call. */
export type AcceptedMessages =
  /** Up to the newest of the messages; with the ids of the endpoints that have something to send. */
  | { readonly kind: "applied"; readonly busy: readonly string[] }
  /** One step of it: call again. */
  | { readonly kind: "again" };

const count = z.number().int().min(0).meta({ example: 0 });

/** Counters for operators: how far the relay, consumers and deliveries are behind, and how much was given up. */
export const eventCounters = z
  .strictObject({
    outbox: z.strictObject({
      pending: count.meta({ description: "Committed, without a position in the feed yet" }),
      unsent: count.meta({ description: "In the feed, not handed over to the queue yet" }),
      oldest_seconds: count.meta({ description: "The age of the oldest event of both" }),
    }),
    consumers: z.array(
      z.strictObject({
        name: z.string().meta({ example: "webhooks" }),
        behind: count.meta({ description: "Events of the feed that it has not applied" }),
        retries: count.meta({ description: "Messages that were retried after a failure" }),
      }),
    ),
    dead_letters: count,
    deliveries: z.strictObject({
      pending: count,
      dead: count,
      behind_endpoints: count.meta({
        description: "Enabled, and still missing deliveries: of the time when they were disabled, or because too many are pending",
      }),
      disabled_endpoints: count,
    }),
  })
  .meta({ id: "EventCounters" });

export type EventCounters = z.infer<typeof eventCounters>;

/** What core-service does for the webhooks Worker. */
export interface WebhooksCore {
  /** null: there is no event `after`, or no such account. */
  readEvents(call: Call, wanted: EventsWanted): Promise<EventsPage | null>;
  /** What a request has caused, as far as it is in the feed: the event of a posting is found by what the request made. */
  readEffects(call: Call, wanted: EffectsWanted): Promise<RequestEffects>;
  /** @param after the place of the last line that the caller has; null: none. @param subject whose history it is; null: everything. */
  openFeedExport(
    call: Call,
    range: ExportRange,
    after: string | null,
    subject: Subject,
  ): Promise<Result<FeedPiece, RefusalOf<"exportEvents">>>;
  readFeedExport(call: Call, piece: FeedPiece): Promise<ExportedPage<Event, FeedPiece>>;
  /** Opens a stream, which goes by the id of its request. @param after public id of an event; null: the stream begins now. */
  openEventStream(call: Call, after: string | null): Promise<OpenedStream>;
  /** What a stream is sent next after a position; of one account if it is given. Waits for some seconds. */
  followEvents(call: Call, position: number, account: string | null): Promise<FollowedEvents>;

  /** @param key the id of the master key that its secret is derived from. */
  createWebhookEndpoint(
    call: WriteCall,
    input: CreateWebhookEndpoint,
    key: string,
  ): Promise<WriteOutcome<EndpointWithSecret, RefusalOf<"createWebhookEndpoint">>>;
  updateWebhookEndpoint(
    call: WriteCall,
    endpointId: string,
    input: UpdateWebhookEndpoint,
  ): Promise<WriteOutcome<WebhookEndpoint, RefusalOf<"updateWebhookEndpoint">>>;
  deleteWebhookEndpoint(call: WriteCall, endpointId: string): Promise<WriteOutcome<WebhookEndpoint, RefusalOf<"deleteWebhookEndpoint">>>;
  /** @param key the id of the master key that the new secret is derived from. */
  rotateWebhookSecret(
    call: WriteCall,
    endpointId: string,
    key: string,
  ): Promise<WriteOutcome<EndpointWithSecret, RefusalOf<"rotateWebhookSecret">>>;
  /** Emits a `ping`, which is sent to this endpoint alone. */
  pingWebhookEndpoint(call: WriteCall, endpointId: string): Promise<WriteOutcome<WebhookEndpoint, RefusalOf<"pingWebhookEndpoint">>>;
  getWebhookEndpoint(call: Call, endpointId: string): Promise<Result<WebhookEndpoint, RefusalOf<"getWebhookEndpoint">>>;
  listWebhookEndpoints(call: Call, page: PageRequest): Promise<Page<WebhookEndpoint>>;
  listWebhookDeliveries(
    call: Call,
    endpointId: string,
    status: DeliveryStatus | undefined,
    page: PageRequest,
  ): Promise<Result<Page<WebhookDelivery>, RefusalOf<"listWebhookDeliveries">>>;
  redeliverWebhook(call: WriteCall, deliveryId: string): Promise<WriteOutcome<WebhookDelivery, RefusalOf<"redeliverWebhook">>>;

  /** Applies the next step of the feed up to the newest of these messages, once. @param retries how many of them are counted as retries. */
  acceptMessages(messages: readonly Pick<EventMessage, "position">[], retries: number): Promise<AcceptedMessages>;
  /** Has every session of the database replaced by one with the present login: what the event `credential.rotated` asks for. */
  renewSessions(): Promise<void>;
  /** The deliveries that are to be sent to an endpoint next, in order. */
  dueDeliveries(endpointId: string, limit: number): Promise<DueDeliveries>;
  reportAttempts(endpointId: string, reports: readonly AttemptReport[]): Promise<void>;
  /** Keeps the events of a message that failed too often. */
  keepDeadLetters(positions: readonly number[], reason: string): Promise<void>;
  /** Requests that the messages of all dead letters are sent again; returns how many. */
  redriveEvents(call: WriteCall): Promise<WriteOutcome<{ readonly redriven: number }, RefusalOf<"redriveEvents">>>;
  countEvents(): Promise<EventCounters>;
  /** The master keys that secrets in force are derived from and that are none of these, by their ids. */
  unlistedMasterKeys(listed: readonly string[]): Promise<readonly UnlistedKey[]>;
  ready(): Promise<CoreAnswered>;
}
