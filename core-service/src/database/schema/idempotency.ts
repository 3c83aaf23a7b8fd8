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
    operation: text("operation").notNull(),
    outcome: json("outcome").notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.principal, table.key] })],
);
