// Drizzle's description of schema `accounts`.
import { jsonb, pgSchema, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "../column-types.ts";

const accountsSchema = pgSchema("accounts");

export const accounts = accountsSchema.table("accounts", {
  id: uuid("id").primaryKey(),
  kind: text("kind", { enum: ["customer", "house"] }).notNull(),
  customerId: uuid("customer_id"),
  code: text("code"),
  currency: text("currency").notNull(),
  name: text("name"),
  metadata: jsonb("metadata").$type<Record<string, string>>().notNull(),
  createdAt: instant("created_at").notNull(),
  externalId: text("external_id"),
});
