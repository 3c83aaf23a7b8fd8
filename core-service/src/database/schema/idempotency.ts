// Drizzle's description of schema `idempotency`; migrations make it, a test proves that the two agree.
import { customType, json, pgSchema, primaryKey, text, timestamp, uuid } from "drizzle-orm/pg-core";

/** bytea as lower-case hex. */
export const bytea = customType<{ data: string; driverData: string }>({
  dataType: () => "bytea",
  toDriver: (hex) => `\\x${hex}`,
  fromDriver: (value) => (value as unknown as Uint8Array).reduce((hex, byte) => hex + byte.toString(16).padStart(2, "0"), ""),
});

/** An instant as a Date. */
export const instant = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });

export const idempotency = pgSchema("idempotency");

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
