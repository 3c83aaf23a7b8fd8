// Drizzle's description of schema `webhooks`.
import { deliveryFailures } from "@ledge/shared/contracts/webhook-deliveries";
import { sql } from "drizzle-orm";
import { integer, pgSchema, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, integer64 } from "../column-types.ts";

const webhooks = pgSchema("webhooks");

export const endpoints = webhooks.table("endpoints", {
  id: uuid("id").primaryKey(),
  url: text("url").notNull(),
  events: text("events").array().notNull(),
  description: text("description"),
  signature: text("signature", { enum: ["v1", "v1a"] }).notNull(),
  disabledReason: text("disabled_reason", { enum: ["requested", "failing", "gone"] }),
  secretVersion: integer("secret_version").notNull().default(1),
  previousSecretsUntil: instant("previous_secrets_until").array().notNull().default([]),
  secretKeys: text("secret_keys").array().notNull(),
  afterPosition: integer64("after_position"),
  beginsAtVersion: integer64("begins_at_version").notNull().default(1),
  queuedThrough: integer64("queued_through"),
  version: integer64("version").notNull().default(1),
  createdAt: instant("created_at").notNull(),
  updatedAt: instant("updated_at").notNull(),
  deletedAt: instant("deleted_at"),
});

export const deliveries = webhooks.table(
  "deliveries",
  {
    id: uuid("id").notNull().defaultRandom(),
    endpointId: uuid("endpoint_id").notNull(),
    position: integer64("position").notNull(),
    eventId: uuid("event_id").notNull(),
    eventType: text("event_type").notNull(),
    status: text("status", { enum: ["pending", "delivered", "dead"] })
      .notNull()
      .default("pending"),
    attemptCount: integer("attempt_count").notNull().default(0),
    failedAttempts: integer("failed_attempts").notNull().default(0),
    failingSince: instant("failing_since"),
    nextAttemptAt: instant("next_attempt_at"),
    createdAt: instant("created_at")
      .notNull()
      .default(sql`now()`),
  },
  (table) => [primaryKey({ columns: [table.id, table.status] })],
);

export const attempts = webhooks.table(
  "attempts",
  {
    deliveryId: uuid("delivery_id").notNull(),
    number: integer("number").notNull(),
    status: integer("status"),
    failure: text("failure", { enum: deliveryFailures }),
    durationMs: integer("duration_ms").notNull(),
    firstBytes: text("first_bytes").notNull(),
    attemptedAt: instant("attempted_at")
      .notNull()
      .default(sql`now()`),
  },
  (table) => [primaryKey({ columns: [table.deliveryId, table.number] })],
);
