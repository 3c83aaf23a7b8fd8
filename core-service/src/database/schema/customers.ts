// Drizzle's description of schema `customers`.
import { jsonb, pgSchema, text, uuid } from "drizzle-orm/pg-core";
import { instant, integer64 } from "../column-types.ts";

const customersSchema = pgSchema("customers");

export const customers = customersSchema.table("customers", {
  id: uuid("id").primaryKey(),
  type: text("type", { enum: ["person", "business"] }).notNull(),
  name: text("name").notNull(),
  email: text("email"),
  externalId: text("external_id"),
  metadata: jsonb("metadata").$type<Record<string, string>>().notNull(),
  verification: text("verification", { enum: ["pending", "verified", "rejected", "suspended"] })
    .notNull()
    .default("pending"),
  verificationReason: text("verification_reason"),
  version: integer64("version").notNull().default(1),
  createdAt: instant("created_at").notNull(),
  updatedAt: instant("updated_at").notNull(),
});
