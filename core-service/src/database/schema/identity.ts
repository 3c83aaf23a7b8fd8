// Drizzle's description of schema `identity`.
import { integer, pgSchema, text, uuid } from "drizzle-orm/pg-core";
import { bytea, instant } from "../column-types.ts";

const identity = pgSchema("identity");

export const apiKeys = identity.table("api_keys", {
  id: uuid("id").primaryKey(),
  name: text("name").notNull(),
  prefix: text("prefix").notNull(),
  pepper: text("pepper").notNull(),
  hash: bytea("hash").notNull(),
  scopes: text("scopes").array().notNull(),
  customerId: uuid("customer_id"),
  expiresAt: instant("expires_at"),
  revokedAt: instant("revoked_at"),
  createdAt: instant("created_at").notNull(),
  principal: uuid("principal").notNull(),
  rotatedFrom: uuid("rotated_from"),
  rotatedTo: uuid("rotated_to"),
  rateBurst: integer("rate_burst"),
  ratePerMinute: integer("rate_per_minute"),
});
