// The statement contract: one account's entries over a period, between the balance before them and the balance after. Every format of a
// statement has the same content, and opening + Σ entries = closing holds in each.
import { z } from "zod";
import type { Call } from "../context.ts";
import type { Result } from "../result.ts";
import { readBy } from "../field-rights.ts";
import type { RefusalOf } from "./refusals.ts";
import { instant } from "../instants.ts";
import { amount, currencyCode, example, id, otherExample, version } from "../schema.ts";
import { type Basis, basis, side } from "./accounts.ts";

const signed = (what: string) => amount.meta({ description: `${what}, signed to the account's normal side` });

const statementHead = z.strictObject({
  account: id("account"),
  name: z.string().nullable(),
  currency: currencyCode,
  normal_side: side.meta({ example: "credit" }),
  basis: basis.meta({ description: "Which of an entry's times decides whether it is in the period" }),
  from: instant.meta({ description: "Start of the period, inclusive: the requested one, or when the account begins" }),
  to: instant.meta({ description: "End of the period, exclusive: the requested one, as far as it had passed" }),
  opening_balance: signed("Balance at from").meta({ description: "Balance at from, signed to the account's normal side", example: "0" }),
  closing_balance: signed("Balance at to"),
  last_version: version.meta({
    description:
      "The account's version at to (basis recorded), or when the statement was made (basis effective). It never decreases from one statement of an account to a later one",
  }),
  created_at: instant.meta({ description: "When the statement was made" }),
});

const statementEntry = z
  .strictObject({
    version: version.meta({ description: "The account's version after this entry" }),
    transaction: id("transaction").meta({ description: "The transaction that this entry is part of" }),
    transfer: id("transfer").nullable().meta({ description: "null: not part of a transfer" }),
    reversal_of: id("transfer").nullable().meta({ description: "The transfer that this one reverses, in full or in part" }),
    direction: side,
    amount: amount.meta({ description: "Minor units, at least 1" }),
    balance_after: signed("Balance after this entry, in the order of the statement"),
    external_id: readBy("payer", z.string().nullable().meta({ description: "Only outgoing transfers have it; null otherwise" })),
    description: z.string().nullable(),
    counterparty_account: id("account").nullable().meta({ description: "null: the entry is not part of a transfer" }),
    counterparty_name: z.string().nullable().meta({
      description:
        "For incoming transfers: the name of the customer who pays. null otherwise: a payee's name is not disclosed to the payer, and a reversal is no payment",
    }),
    effective_at: instant,
    created_at: instant,
  })
  .meta({ id: "StatementEntry" });

/** A statement of a month with two transfers. An example that is composed of the examples of its parts would not add up. */
const statementExample = {
  account: example("account"),
  name: "Everyday",
  currency: "EUR",
  normal_side: "credit",
  basis: "recorded",
  from: "2026-11-01T00:00:00.000Z",
  to: "2026-12-01T00:00:00.000Z",
  opening_balance: "500",
  closing_balance: "9450",
  last_version: 3,
  created_at: "2026-12-01T06:00:00.000Z",
  entries: [
    {
      version: 2,
      transaction: otherExample("transaction"),
      transfer: otherExample("transfer"),
      reversal_of: null,
      direction: "credit",
      amount: "10000",
      balance_after: "10500",
      external_id: null,
      description: "Invoice 7",
      counterparty_account: otherExample("account"),
      counterparty_name: "Grace Hopper",
      effective_at: "2026-11-05T10:00:00.000Z",
      created_at: "2026-11-05T10:00:00.000Z",
    },
    {
      version: 3,
      transaction: example("transaction"),
      transfer: example("transfer"),
      reversal_of: null,
      direction: "debit",
      amount: "1050",
      balance_after: "9450",
      external_id: "A-1001",
      description: "Rent",
      counterparty_account: otherExample("account"),
      counterparty_name: null,
      effective_at: "2026-11-22T10:00:00.000Z",
      created_at: "2026-11-22T10:00:00.000Z",
    },
  ],
};

export const statement = statementHead.extend({ entries: z.array(statementEntry) }).meta({ id: "Statement", example: statementExample });

export type StatementHead = z.infer<typeof statementHead>;
export type StatementEntry = z.infer<typeof statementEntry>;
/** @internal Tests read statements as it says. */
export type Statement = z.infer<typeof statement>;

export interface StatementPeriod {
  /** Inclusive; if left out, when the account begins: when it was opened, or when its first entry counts. */
  readonly from?: string | undefined;
  /** Exclusive, not in the future; now if left out. */
  readonly to?: string | undefined;
}

/** The position up to which a statement was read. Made by core-service; a Worker only passes it back. */
export interface StatementPosition {
  readonly basis: Basis;
  readonly from: string;
  readonly to: string;
  /** Entries recorded in the period that are still to come: those above this version, */
  readonly afterVersion: number;
  /** up to this one. */
  readonly lastVersion: number;
  /** The account's version when the statement was opened: later entries are not in it. */
  readonly newest: number;
  /** The last backdated entry that was read, in the order of effective time (effective basis). */
  readonly backdated: { readonly effectiveAt: string; readonly version: number } | null;
}

export interface OpenedStatement {
  readonly head: StatementHead;
  readonly position: StatementPosition;
}

export interface StatementPage {
  readonly entries: readonly StatementEntry[];
  /** null at the end. */
  readonly next: StatementPosition | null;
}

/** What core-service does for statements. */
export interface StatementsCore {
  openStatement(
    call: Call,
    accountId: string,
    period: StatementPeriod,
    basis: Basis,
  ): Promise<Result<OpenedStatement, RefusalOf<"getStatement">>>;
  /** The largest amount of any entry from a position on, in minor units; "0" if there are none. It reads all of them: for formats with a limit. */
  readLargestAmount(call: Call, accountId: string, position: StatementPosition): Promise<Result<string, RefusalOf<"getStatement">>>;
  readStatement(call: Call, accountId: string, position: StatementPosition): Promise<Result<StatementPage, RefusalOf<"getStatement">>>;
}
