// Drizzle's description of schema `ledger`. Amounts are bigint: a float never holds money.
import { bigint, boolean, date, jsonb, numeric, pgSchema, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import { instant, integer64 } from "../column-types.ts";

const ledger = pgSchema("ledger");

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
  version: integer64("version").notNull().default(0),
  pendingVersion: integer64("pending_version").notNull().default(0),
  ownerBlocked: boolean("owner_blocked").notNull().default(false),
});

/**
 * Never read: `ledger.clock` locks it, so that of two transactions that move the clock one waits.
 *
 * @internal Compared with the database; no query is built with it.
 */
export const clockTurn = ledger.table("clock_turn", { never: boolean("never") });

export const entries = ledger.table(
  "entries",
  {
    accountId: uuid("account_id").notNull(),
    version: integer64("version").notNull(),
    transactionId: uuid("transaction_id").notNull(),
    direction: text("direction", { enum: ["debit", "credit"] }).notNull(),
    amountMinor: bigint("amount", { mode: "bigint" }).notNull(),
    balanceAfterMinor: bigint("balance_after", { mode: "bigint" }).notNull(),
    effectiveAt: instant("effective_at").notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.version] })],
);

/** @internal Compared with the database; no query is built with it. */
export const pendingEntries = ledger.table(
  "pending_entries",
  {
    accountId: uuid("account_id").notNull(),
    version: integer64("version").notNull(),
    holdId: uuid("hold_id").notNull(),
    changeMinor: bigint("change", { mode: "bigint" }).notNull(),
    pendingInMinor: bigint("pending_in", { mode: "bigint" }).notNull(),
    pendingOutMinor: bigint("pending_out", { mode: "bigint" }).notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.version] })],
);

/**
 * Running sums that keep queries by effective time cheap (ledger.keep_backdatings). Sums may exceed 64 bits: they are decimals, as text.
 *
 * @internal Compared with the database; no query is built with it.
 */
export const backdatings = ledger.table(
  "backdatings",
  {
    accountId: uuid("account_id").notNull(),
    version: integer64("version").notNull(),
    effectiveAt: instant("effective_at").notNull(),
    changeMinor: bigint("change", { mode: "bigint" }).notNull(),
    changeSoFarMinor: numeric("change_so_far").notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.version] })],
);

/** @internal Compared with the database; no query is built with it. */
export const backdatedDays = ledger.table(
  "backdated_days",
  { accountId: uuid("account_id").notNull(), day: date("day").notNull(), changeMinor: numeric("change").notNull() },
  (table) => [primaryKey({ columns: [table.accountId, table.day] })],
);

/** @internal Compared with the database; no query is built with it. */
export const overdraftChanges = ledger.table(
  "overdraft_changes",
  {
    accountId: uuid("account_id").notNull(),
    number: integer64("number").notNull(),
    version: integer64("version").notNull(),
    oldLimitMinor: bigint("old_limit", { mode: "bigint" }),
    newLimitMinor: bigint("new_limit", { mode: "bigint" }),
    recordedAt: instant("recorded_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.number] })],
);

/** Description, external id and metadata of the transactions that operators posted; their legs are ordinary entries. */
export const transactions = ledger.table("transactions", {
  id: uuid("id").primaryKey(),
  description: text("description"),
  externalId: text("external_id"),
  metadata: jsonb("metadata").$type<Record<string, string>>().notNull(),
  effectiveAt: instant("effective_at").notNull(),
  recordedAt: instant("recorded_at").notNull(),
});
