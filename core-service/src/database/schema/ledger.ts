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
  /** YYYY-MM-DD, in UTC. */
  openedOn: date("opened_on").notNull(),
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
    /** A transfer's or a transaction's. */
    posting: uuid("posting").notNull(),
    /** Negative: a debit; positive: a credit. */
    signedMinor: bigint("amount", { mode: "bigint" }).notNull(),
    balanceAfterMinor: bigint("balance_after", { mode: "bigint" }).notNull(),
    recordedAt: instant("recorded_at").notNull(),
    /** Of an entry of a transaction: the version of the account's last entry of a transfer before it. Null: an entry of a transfer. */
    lastTransfer: integer64("last_transfer"),
  },
  (table) => [primaryKey({ columns: [table.accountId, table.version] })],
);

export const transfers = ledger.table("transfers", {
  id: uuid("id").primaryKey(),
  sourceAccount: uuid("source_account").notNull(),
  destinationAccount: uuid("destination_account").notNull(),
  amountMinor: bigint("amount", { mode: "bigint" }).notNull(),
  recordedAt: instant("recorded_at").notNull(),
  sourceVersion: integer64("source_version").notNull(),
  sourceBalanceMinor: bigint("source_balance", { mode: "bigint" }).notNull(),
  destinationVersion: integer64("destination_version").notNull(),
  destinationBalanceMinor: bigint("destination_balance", { mode: "bigint" }).notNull(),
  /** Null, here and below: 0. */
  sourcePendingInMinor: bigint("source_pending_in", { mode: "bigint" }),
  sourcePendingOutMinor: bigint("source_pending_out", { mode: "bigint" }),
  destinationPendingInMinor: bigint("destination_pending_in", { mode: "bigint" }),
  destinationPendingOutMinor: bigint("destination_pending_out", { mode: "bigint" }),
  actor: uuid("actor"),
  requestId: uuid("request_id"),
  traceId: uuid("trace_id"),
  /** Null: when it was recorded. */
  effectiveAt: instant("effective_at"),
  reversalOf: uuid("reversal_of"),
  hold: uuid("hold"),
  auditRecord: uuid("audit_record"),
  currency: text("currency").notNull(),
  description: text("description"),
  externalId: text("external_id"),
  metadata: jsonb("metadata").$type<Record<string, string>>().notNull(),
});

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

/** The transactions that operators posted. Their legs are entries: `accounts` and `versions` name them in the order of the legs. */
export const transactions = ledger.table("transactions", {
  id: uuid("id").primaryKey(),
  description: text("description"),
  externalId: text("external_id"),
  metadata: jsonb("metadata").$type<Record<string, string>>().notNull(),
  effectiveAt: instant("effective_at").notNull(),
  recordedAt: instant("recorded_at").notNull(),
  accounts: uuid("accounts").array().notNull(),
  versions: integer64("versions").array().notNull(),
  auditRecord: uuid("audit_record"),
});
