// Drizzle's description of schema `ledger`. Amounts are bigint: a float never holds money.
import { bigint, pgSchema, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant } from "./idempotency.ts";

export const ledger = pgSchema("ledger");

export const ledgerAccounts = ledger.table("accounts", {
  id: uuid("id").primaryKey(),
  ownerId: uuid("owner_id"),
  currency: text("currency").notNull(),
  normalSide: text("normal_side", { enum: ["debit", "credit"] }).notNull(),
  overdraftLimitMinor: bigint("overdraft_limit", { mode: "bigint" }),
  status: text("status", { enum: ["open", "frozen", "closed"] })
    .notNull()
    .default("open"),
  postedMinor: bigint("posted", { mode: "bigint" }).notNull().default(0n),
  pendingInMinor: bigint("pending_in", { mode: "bigint" }).notNull().default(0n),
  pendingOutMinor: bigint("pending_out", { mode: "bigint" }).notNull().default(0n),
  version: bigint("version", { mode: "number" }).notNull().default(0),
});

export const entries = ledger.table(
  "entries",
  {
    accountId: uuid("account_id").notNull(),
    version: bigint("version", { mode: "number" }).notNull(),
    transactionId: uuid("transaction_id").notNull(),
    direction: text("direction", { enum: ["debit", "credit"] }).notNull(),
    amountMinor: bigint("amount", { mode: "bigint" }).notNull(),
    balanceAfterMinor: bigint("balance_after", { mode: "bigint" }).notNull(),
    effectiveAt: instant("effective_at").notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.version] })],
);
