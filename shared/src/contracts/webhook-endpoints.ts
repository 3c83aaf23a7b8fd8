// The public form of a webhook endpoint. Separate from webhooks.ts, because events contain endpoints and the webhooks contract names events.
import { z } from "zod";
import { instant } from "../instants.ts";
import { id, version } from "../schema.ts";

export const signatureScheme = z.enum(["v1", "v1a"]).meta({
  id: "SignatureScheme",
  description: "v1: HMAC-SHA256 with a shared secret; v1a: Ed25519, verified with a public key (Standard Webhooks)",
});

export const webhookEndpoint = z
  .strictObject({
    id: id("webhookEndpoint"),
    url: z.string().meta({ example: "https://example.com/ledge" }),
    events: z.array(z.string()).meta({ description: "Types of events that are sent to it; empty: all", example: ["transfer.posted"] }),
    description: z.string().nullable(),
    signature: signatureScheme,
    status: z.enum(["enabled", "disabled"]),
    disabled_reason: z
      .enum(["requested", "failing", "gone"])
      .nullable()
      .meta({ description: "failing: no delivery for three days; gone: it answered 410" }),
    resumes_after: id("event").nullable().meta({
      description:
        "While it is disabled: the event before the oldest one that was not delivered to it. Whatever will be sent when it is enabled again is among the events that the feed has `after` this one. null: it is enabled, or there is no event before",
    }),
    previous_secrets_until: z.array(instant).meta({
      description:
        "Until when each previous secret signs too, beside the current one: 24 hours from its rotation, soonest first. The next rotation removes those that have passed",
      example: ["2026-11-23T10:00:00.000Z"],
    }),
    version,
    created_at: instant,
    updated_at: instant,
  })
  .meta({ id: "WebhookEndpoint" });

export type WebhookEndpoint = z.infer<typeof webhookEndpoint>;
