// Drizzle's description of schema `outbox`.
import { sql } from "drizzle-orm";
import { bigint, boolean, json, pgSchema, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, integer64 } from "../column-types.ts";

const outbox = pgSchema("outbox");

/** The columns that an event has before it gets its position in the feed, and after. */
const eventColumns = {
  type: text("type").notNull(),
  resource: uuid("resource").notNull(),
  accounts: uuid("accounts").array().notNull(),
  versions: integer64("versions").array().notNull(),
  /** The principal that caused it; null: the platform itself. */
  actor: uuid("actor"),
  requestId: uuid("request_id"),
  traceId: uuid("trace_id"),
  /** Null for a posted transfer: its data is in the journal. */
  data: json("data"),
  occurredAt: instant("occurred_at").notNull(),
};

/** @internal Compared with the database; no query is built with it. */
export const pending = outbox.table("pending", {
  seq: bigint("seq", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  id: uuid("id").notNull().defaultRandom(),
  ...eventColumns,
  accounts: uuid("accounts").array().notNull().default([]),
  versions: integer64("versions").array().notNull().default([]),
});

export const events = outbox.table("events", {
  position: integer64("position").primaryKey(),
  id: uuid("id").notNull().unique(),
  ...eventColumns,
});

export const accountEvents = outbox.table(
  "account_events",
  { accountId: uuid("account_id").notNull(), position: integer64("position").notNull() },
  (table) => [primaryKey({ columns: [table.accountId, table.position] })],
);

/** @internal Compared with the database; no query is built with it. */
export const head = outbox.table("head", {
  singleton: boolean("singleton").primaryKey().default(true),
  position: integer64("position").notNull().default(0),
  sent: integer64("sent").notNull().default(0),
});

export const inboxes = outbox.table("inboxes", {
  consumer: text("consumer").primaryKey(),
  position: integer64("position").notNull().default(0),
  retries: integer64("retries").notNull().default(0),
  movedAt: instant("moved_at")
    .notNull()
    .default(sql`now()`),
});

export const deadLetters = outbox.table(
  "dead_letters",
  {
    stage: text("stage").notNull(),
    position: integer64("position").notNull(),
    reason: text("reason").notNull(),
    recordedAt: instant("recorded_at")
      .notNull()
      .default(sql`now()`),
    redrive: boolean("redrive").notNull().default(false),
    redrivenAt: instant("redriven_at"),
  },
  (table) => [primaryKey({ columns: [table.stage, table.position] })],
);
