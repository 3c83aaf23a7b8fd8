// Drizzle's description of schema `idempotency`; migrations make it, a test proves that the two agree.
import { json, pgSchema, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { bytea, instant } from "../column-types.ts";

const idempotency = pgSchema("idempotency");

export const keys = idempotency.table(
  "keys",
  {
    principal: uuid("principal").notNull(),
    key: text("key").notNull(),
    fingerprint: bytea("fingerprint").notNull(),
    recordedAt: instant("recorded_at").notNull(),
    /** The transfer of createTransfer. */
    resource: uuid("resource"),
    operation: text("operation").notNull(),
    /** Of any operation but createTransfer. Neither this nor a resource: it was refused. */
    outcome: json("outcome"),
    /** What it made or changed, of any operation but createTransfer. */
    resources: uuid("resources").array(),
    requestId: uuid("request_id"),
    traceId: uuid("trace_id"),
  },
  (table) => [primaryKey({ columns: [table.principal, table.key] })],
);

export const refusals = idempotency.table(
  "refusals",
  {
    principal: uuid("principal").notNull(),
    recordedAt: instant("recorded_at").notNull(),
    requestId: uuid("request_id").notNull(),
    traceId: uuid("trace_id"),
    key: text("key").notNull(),
    code: text("code").notNull(),
    detail: text("detail"),
    errors: json("errors"),
    /** What exists already, of a refusal for that reason. */
    existing: uuid("existing"),
  },
  (table) => [primaryKey({ columns: [table.principal, table.key, table.recordedAt] })],
);

/** The external ids that a write asked to be unique, and what has each. */
export const externalIds = idempotency.table(
  "external_ids",
  {
    principal: uuid("principal").notNull(),
    kind: text("kind", { enum: ["account", "customer", "hold", "transaction", "transfer"] }).notNull(),
    externalId: text("external_id").notNull(),
    resource: uuid("resource").notNull(),
  },
  (table) => [primaryKey({ columns: [table.principal, table.kind, table.externalId] })],
);
