// The `webhooks` of the contract: the request to a receiver for each event type, and how the platform treats its answer. It describes what
// Standard Webhooks 1.0 and the dispatcher do, and must never promise more.
import { eventName, eventTypes, events } from "@ledge/shared/contracts/events";
import type { Named, WebhookOperation } from "./document.ts";
import { exampleOf, type JsonSchema } from "./examples.ts";

const header = (name: string, description: string, schema: object, example: string): JsonSchema => ({
  ...{ name, in: "header", required: true, description, schema: { type: "string", ...schema }, example },
});

/** The headers of deliveries, by name in the contract: Standard Webhooks 1.0, "Webhook headers", and W3C Trace Context, section 3.2. */
export const webhookParameters: Named<JsonSchema> = {
  WebhookId: header(
    "webhook-id",
    "The event's id, the same at every attempt: apply a delivery once by it",
    { pattern: "^evt_[0-7][0-9a-hjkmnp-tv-z]{25}$" },
    "evt_01jd2m8xk7e9vbt3q5w6y8z0ac",
  ),
  WebhookTimestamp: header(
    "webhook-timestamp",
    "When this attempt was made, in Unix seconds: refuse one that is more than five minutes away from your clock",
    { pattern: "^[0-9]+$" },
    "1763805600",
  ),
  WebhookSignature: header(
    "webhook-signature",
    "Signatures of `webhook-id.webhook-timestamp.body`, with a space between them: `v1,` and a base64 HMAC-SHA256, or `v1a,` and a base64 Ed25519 signature. One that holds is enough; for 24 hours after a rotation there are two",
    { pattern: "^v1a?,[A-Za-z0-9+/]+={0,2}( v1a?,[A-Za-z0-9+/]+={0,2})*$" },
    "v1,K5oZfzN95Z9UVu1EsfQmfVNQhnkZ2pj9o9NDN/H/pI4=",
  ),
  WebhookTraceparent: {
    ...header(
      "traceparent",
      "The event's `trace_id`, and the span of the request that caused it: begin your own spans with it. It is not signed. Absent when no request caused the event",
      { pattern: "^00-[0-9a-f]{32}-[0-9a-f]{16}-00$" },
      "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00",
    ),
    required: false,
  },
};

/** How the platform treats a receiver's answer, by name in the contract. */
export const webhookResponses: Named<JsonSchema> = {
  WebhookTaken: { description: "It is delivered, and the next one is sent. Answer within 15 seconds, and do long work afterwards" },
  WebhookGone: { description: "The receiver is gone: the endpoint is disabled at once" },
  WebhookFailed: {
    description:
      "It is tried again by the schedule for three days, and later ones wait behind it; `Retry-After` is heeded for up to 12 hours. Redirects are not followed",
  },
};

/** The webhook of every event type that an endpoint may be sent. */
export const webhooksOf = (schemas: Named<JsonSchema>): Named<Named<WebhookOperation>> =>
  Object.fromEntries(
    eventTypes.map((type) => {
      const schema = { $ref: `#/components/schemas/${eventName(type)}` };
      const operation: WebhookOperation = {
        operationId: `receive${eventName(type).replace(/Event$/, "")}`,
        summary: events[type].summary,
        description: `Sent to the endpoints whose \`events\` name \`${type}\` or are empty, signed, in the order of the feed, at least once.`,
        tags: ["Webhooks"],
        security: [],
        parameters: Object.keys(webhookParameters).map((name) => ({ $ref: `#/components/parameters/${name}` })),
        requestBody: {
          required: true,
          content: { "application/json": { schema, examples: { example: { value: exampleOf(schema, schemas) } } } },
        },
        responses: {
          "2XX": { $ref: "#/components/responses/WebhookTaken" },
          "410": { $ref: "#/components/responses/WebhookGone" },
          default: { $ref: "#/components/responses/WebhookFailed" },
        },
      };
      return [type, { post: operation }] as const;
    }),
  );
