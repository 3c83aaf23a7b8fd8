// Drizzle's description of schema `outbox`.
import { bigint, boolean, json, pgSchema, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./idempotency.ts";

export const outbox = pgSchema("outbox");

/** What an event is before it has its place in the feed, and after. */
const told = {
  type: text("type").notNull(),
  resource: uuid("resource").notNull(),
  accounts: uuid("accounts").array().notNull(),
  versions: bigint("versions", { mode: "number" }).array().notNull(),
  requestId: text("request_id"),
  traceId: text("trace_id"),
  /** Null: the facts of a posted transfer, which are in the journal. */
  data: json("data"),
  occurredAt: instant("occurred_at").notNull(),
};

export const pending = outbox.table("pending", {
  seq: bigint("seq", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  id: uuid("id").notNull().defaultRandom(),
  ...told,
  accounts: uuid("accounts").array().notNull().default([]),
  versions: bigint("versions", { mode: "number" }).array().notNull().default([]),
});

export const events = outbox.table("events", {
  position: bigint("position", { mode: "number" }).primaryKey(),
  id: uuid("id").notNull().unique(),
  ...told,
});

export const accountEvents = outbox.table(
  "account_events",
  { accountId: uuid("account_id").notNull(), position: bigint("position", { mode: "number" }).notNull() },
  (table) => [primaryKey({ columns: [table.accountId, table.position] })],
);

export const head = outbox.table("head", {
  singleton: boolean("singleton").primaryKey().default(true),
  position: bigint("position", { mode: "number" }).notNull().default(0),
  sent: bigint("sent", { mode: "number" }).notNull().default(0),
});

export const inboxes = outbox.table("inboxes", {
  consumer: text("consumer").primaryKey(),
  position: bigint("position", { mode: "number" }).notNull().default(0),
  retries: bigint("retries", { mode: "number" }).notNull().default(0),
  movedAt: instant("moved_at").notNull().defaultNow(),
});

export const deadLetters = outbox.table(
  "dead_letters",
  {
    stage: text("stage").notNull(),
    position: bigint("position", { mode: "number" }).notNull(),
    reason: text("reason").notNull(),
    recordedAt: instant("recorded_at").notNull().defaultNow(),
    redrive: boolean("redrive").notNull().default(false),
    redrivenAt: instant("redriven_at"),
  },
  (table) => [primaryKey({ columns: [table.stage, table.position] })],
);
