// Drizzle's description of schema `payments`.
import { bigint, jsonb, pgSchema, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../column-types.ts";

const payments = pgSchema("payments");

export const holds = payments.table("holds", {
  id: uuid("id").primaryKey(),
  sourceAccount: uuid("source_account").notNull(),
  destinationAccount: uuid("destination_account").notNull(),
  amountMinor: bigint("amount", { mode: "bigint" }).notNull(),
  capturedMinor: bigint("captured", { mode: "bigint" }).notNull().default(0n),
  currency: text("currency").notNull(),
  status: text("status", { enum: ["open", "captured", "released", "expired"] })
    .notNull()
    .default("open"),
  description: text("description"),
  externalId: text("external_id"),
  metadata: jsonb("metadata").$type<Record<string, string>>().notNull(),
  expiresAt: instant("expires_at"),
  recordedAt: instant("recorded_at").notNull(),
  resolvedAt: instant("resolved_at"),
});
