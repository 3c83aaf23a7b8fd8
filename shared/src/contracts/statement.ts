// The statement contract: one account's entries over a period, between the balance before them and the balance after. Every
// format of a statement says what these schemas say, and opening + Σ entries = closing holds in each.
import { z } from "zod";
import { amount, currency, id, time } from "../schema.ts";
import { side } from "./accounts.ts";

/** `recorded`: by the time an entry was written, which never changes. `effective`: by the time it counts, which may lie before. */
export const statementBasis = z.enum(["recorded", "effective"]);

const signed = (what: string) => amount.meta({ description: `${what}, signed to the account's normal side` });

export const statementHead = z.strictObject({
  account: id("account"),
  name: z.string().nullable(),
  currency,
  normal_side: side,
  basis: statementBasis.meta({ description: "Which of an entry's times decides whether it is in the period" }),
  from: time.meta({ description: "Start of the period, inclusive" }),
  to: time.meta({ description: "End of the period, exclusive" }),
  opening_balance: signed("Balance at from"),
  closing_balance: signed("Balance at to"),
  created_at: time.meta({ description: "When the statement was made" }),
});

export const statementEntry = z.strictObject({
  version: z.number().int().meta({ description: "The account's version after this entry" }),
  transaction: z.string().meta({ description: "The transaction (txn_…) that this entry is one side of" }),
  transfer: id("transfer").nullable().meta({ description: "null: not part of a transfer" }),
  direction: side,
  amount: amount.meta({ description: "Minor units, at least 1" }),
  balance_after: signed("Balance after this entry in the order of recording"),
  description: z.string().nullable(),
  counterparty_account: id("account").nullable().meta({ description: "null: several, or not yours to see" }),
  effective_at: time,
  created_at: time,
});

export const statement = statementHead.extend({ entries: z.array(statementEntry) });

export type StatementHead = z.infer<typeof statementHead>;
export type StatementEntry = z.infer<typeof statementEntry>;
export type Statement = z.infer<typeof statement>;
