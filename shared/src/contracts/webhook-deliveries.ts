// Deliveries of webhooks with their attempts, and what a request has caused: events, and the deliveries of these.
import { z } from "zod";
import { instant } from "../instants.ts";
import { example, id } from "../schema.ts";

/** Why an attempt did not deliver: stable codes, which the Worker reports, core-service stores and clients read. */
export const deliveryFailures = ["timeout", "unreachable", "redirected", "refused_by_policy", "status", "unreadable"] as const;
export type DeliveryFailure = (typeof deliveryFailures)[number];

const deliveryFailure = z.enum(deliveryFailures).meta({
  id: "DeliveryFailure",
  example: "status",
  description:
    "timeout: no answer in time; unreachable: no connection, or it ended without an answer; redirected: the status was one of 300 to 399, and a redirect is not followed; refused_by_policy: webhooks are not sent to this URL, so nothing was sent; status: the status was another one than 200 to 299; unreadable: the event could not be shown, so nothing was sent",
});

const attempt = z
  .strictObject({
    number: z.number().int().min(1).meta({ example: 1 }),
    status: z.number().int().nullable().meta({ description: "The HTTP status of the answer; null: there was none", example: 200 }),
    failure: deliveryFailure.nullable().meta({ description: "null: delivered" }),
    duration_ms: z.number().int().min(0).meta({ example: 84 }),
    first_bytes: z.string().meta({ description: "How the answer's body begins", example: "ok" }),
    attempted_at: instant,
  })
  .meta({ id: "WebhookAttempt" });

export const webhookDelivery = z
  .strictObject({
    id: id("webhookDelivery"),
    endpoint: id("webhookEndpoint"),
    event: id("event"),
    event_type: z.string().meta({ example: "transfer.posted" }),
    status: z.enum(["pending", "delivered", "dead"]).meta({
      id: "DeliveryStatus",
      example: "delivered",
      description:
        "pending: it waits for its turn, for its next attempt, or for its endpoint to be enabled; dead: given up, and can be redelivered",
    }),
    attempt_count: z.number().int().min(0).meta({ example: 1 }),
    next_attempt_at: instant.nullable(),
    created_at: instant,
    attempts: z.array(attempt).meta({ description: "The last ten, newest first" }),
  })
  .meta({ id: "WebhookDelivery" });

const causedAttempt = attempt.omit({ first_bytes: true }).meta({ id: "CausedAttempt" });

/** Without what endpoints answered: that is a text of others, and may be personal. */
const causedDelivery = z
  .strictObject({ ...webhookDelivery.shape, attempts: z.array(causedAttempt).meta({ description: "The last ten, newest first" }) })
  .meta({ id: "CausedDelivery" });

const causedEvent = z
  .strictObject({
    id: id("event"),
    type: z.string().meta({ example: "transfer.posted" }),
    resource: z.string().meta({ description: "The id of the resource that it is about", example: example("transfer") }),
    occurred_at: instant,
  })
  .meta({ id: "CausedEvent" });

/** What a request has caused. */
export const requestEffects = z
  .strictObject({
    events: z.array(causedEvent),
    deliveries: z
      .array(causedDelivery)
      .meta({ description: "How the answers of endpoints begin is in the list of an endpoint's deliveries alone" }),
    has_more: z.boolean().meta({ description: "Whether it has caused more events or deliveries than are shown", example: false }),
  })
  .meta({ id: "RequestEffects" });

export type WebhookDelivery = z.infer<typeof webhookDelivery>;
export type CausedDelivery = z.infer<typeof causedDelivery>;
export type DeliveryStatus = WebhookDelivery["status"];
export type RequestEffects = z.infer<typeof requestEffects>;

/** Whose effects are wanted: the public ids of a request, and of what it made or changed. */
export interface EffectsWanted {
  readonly request: string;
  readonly resources: readonly string[];
}
