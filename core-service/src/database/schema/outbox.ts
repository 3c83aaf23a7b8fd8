// Drizzle's description of schema `outbox`.
import { sql } from "drizzle-orm";
import { bigint, boolean, json, pgSchema, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, integer64 } from "../column-types.ts";

const outbox = pgSchema("outbox");

/** The principal that caused an event (null: the platform itself), its request and its trace. */
const originColumns = { actor: uuid("actor"), requestId: uuid("request_id"), traceId: uuid("trace_id") };

/** @internal Compared with the database; no query is built with it. */
export const pending = outbox.table("pending", {
  seq: bigint("seq", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  id: uuid("id").notNull().defaultRandom(),
  type: text("type").notNull(),
  resource: uuid("resource"),
  /** The transfers that one commit has posted, each of them an event; null for any other event. */
  transfers: uuid("transfers").array(),
  accounts: uuid("accounts").array().notNull().default([]),
  versions: integer64("versions").array().notNull().default([]),
  ...originColumns,
  data: json("data"),
  occurredAt: instant("occurred_at").notNull(),
});

/** As it is stored: of a posted transfer, no more than its position and its id. */
export const events = outbox.table("events", {
  position: integer64("position").primaryKey(),
  id: uuid("id").notNull().unique(),
  type: text("type"),
  resource: uuid("resource"),
  accounts: uuid("accounts").array(),
  versions: integer64("versions").array(),
  ...originColumns,
  data: json("data"),
  occurredAt: instant("occurred_at"),
  sequencedAt: instant("sequenced_at").notNull(),
});

/** The view of the feed with its events complete. */
export const feed = outbox
  .view("feed", {
    position: integer64("position").notNull(),
    id: uuid("id").notNull(),
    type: text("type").notNull(),
    resource: uuid("resource").notNull(),
    accounts: uuid("accounts").array().notNull(),
    versions: integer64("versions").array().notNull(),
    ...originColumns,
    data: json("data"),
    occurredAt: instant("occurred_at").notNull(),
  })
  .existing();

/** @internal Compared with the database; no query is built with it. */
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
