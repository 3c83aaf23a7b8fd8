// Drizzle's description of schema `audit`.
import { sql } from "drizzle-orm";
import { bigint, boolean, customType, pgSchema, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytea, instant, integer64 } from "../column-types.ts";

const audit = pgSchema("audit");

const entry = customType<{ data: never }>({ dataType: () => "audit.entry" });

/** @internal Compared with the database; no query is built with it. */
export const pending = audit.table("pending", {
  seq: bigint("seq", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  principals: uuid("principals").array(),
  keys: text("keys").array(),
  entry: entry("entry"),
});

export const records = audit.table("records", {
  index: integer64("index").primaryKey(),
  salt: bytea("salt").notNull(),
  recordedAt: instant("recorded_at").notNull(),
  principal: uuid("principal"),
  customer: uuid("customer"),
  operation: text("operation").notNull(),
  outcome: text("outcome").notNull(),
  resources: uuid("resources").array().notNull(),
  requestId: uuid("request_id"),
  traceId: uuid("trace_id"),
  fingerprint: bytea("fingerprint"),
  keyDigest: bytea("key_digest"),
  sequencedAt: instant("sequenced_at").notNull(),
});

/** @internal Compared with the database; queries name it in SQL. */
export const furtherResources = audit.table(
  "further_resources",
  { resource: uuid("resource").notNull(), index: integer64("index").notNull() },
  (table) => [primaryKey({ columns: [table.resource, table.index] })],
);

/** @internal Compared with the database; no query is built with it. */
export const refusedRequests = audit.table("refused_requests", { requestId: uuid("request_id").primaryKey() });

/** @internal Compared with the database; no query is built with it. */
export const head = audit.table("head", {
  singleton: boolean("singleton")
    .primaryKey()
    .default(sql`true`),
  size: integer64("size").notNull().default(0),
});
