// Drizzle's description of schema `payments`.
import { bigint, jsonb, pgSchema, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./idempotency.ts";

export const payments = pgSchema("payments");

export const transfers = payments.table("transfers", {
  id: uuid("id").primaryKey(),
  sourceAccount: uuid("source_account").notNull(),
  destinationAccount: uuid("destination_account").notNull(),
  amountMinor: bigint("amount", { mode: "bigint" }).notNull(),
  currency: text("currency").notNull(),
  description: text("description"),
  externalId: text("external_id"),
  metadata: jsonb("metadata").$type<Record<string, string>>().notNull(),
  effectiveAt: instant("effective_at").notNull(),
  recordedAt: instant("recorded_at").notNull(),
  reversalOf: uuid("reversal_of"),
});
