// Finds what the platform would refuse of a line before anything is posted: validates the bodies that the import will send by the schemas of the
// contract. It must add no rule of its own, so that the two cannot differ.
import { openAccount } from "@ledge/shared/contracts/accounts";
import { createCustomer } from "@ledge/shared/contracts/customers";
import { createTransfer } from "@ledge/shared/contracts/transfers";
import { example, otherExample } from "@ledge/shared/schema";
import type { z } from "zod";
import { houseAccountFor } from "./house-account-for.ts";
import { isTransfer, type Line } from "./plan.ts";
import { customerOf, effectiveAt, houseAccountTerms, transferOf } from "./requests.ts";

/** The columns that each member of a transfer is made from. Members of `metadata` have the names of their columns. */
const COLUMNS_OF: Readonly<Record<string, string>> = {
  amount: "amount_minor",
  currency: "--currency",
  description: "operation and purpose",
  effective_at: "date",
  external_id: "transaction_id",
};

/** The faults of the requests for a line, by the contract, and a date in the future. */
export function judgeLine(line: Line, currency: string, now: Date): string[] {
  const faults = Date.parse(effectiveAt(line.date)) > now.getTime() ? [`date "${line.date}" is in the future`] : [];
  // A line of amount zero is never sent.
  if (!isTransfer(line)) return faults;
  const [customerAccount, houseAccount] = [example("account"), otherExample("account")];
  const planned = houseAccountFor(line.operation);
  return [
    ...faults,
    ...issuesOf(createCustomer, customerOf(line.account)).map(({ message }) => `account ${message}`),
    ...issuesOf(openAccount, houseAccountTerms(planned, currency)).map(({ message }) => `operation ${message}`),
    ...issuesOf(createTransfer, transferOf(line, customerAccount, houseAccount, currency)).map(
      ({ path: [member, column], message }) => `${COLUMNS_OF[String(member)] ?? String(column ?? member)} ${message}`,
    ),
  ];
}

const issuesOf = (schema: z.ZodType, body: unknown): readonly z.core.$ZodIssue[] => schema.safeParse(body).error?.issues ?? [];
