// What the platform would refuse of a line, found while nothing is posted yet: the very bodies that the import will send, held against the
// schemas of the contract. It adds no rule of its own, so that the two can never differ.
import { openAccount } from "@ledge/shared/contracts/accounts";
import { createCustomer } from "@ledge/shared/contracts/customers";
import { createTransfer } from "@ledge/shared/contracts/transfers";
import { example, otherExample } from "@ledge/shared/schema";
import type { z } from "zod";
import { houseAccountFor } from "./house-account-for.ts";
import { isTransfer, type Line } from "./plan.ts";
import { customerOf, effectiveAt, houseAccountTerms, transferOf } from "./requests.ts";

/** The columns that a member of a transfer is made of. Members of `metadata` are columns by name. */
const COLUMNS_OF: Readonly<Record<string, string>> = {
  amount: "amount_minor",
  currency: "--currency",
  description: "operation and purpose",
  effective_at: "date",
  external_id: "transaction_id",
};

/** Every fault that the contract finds in what a line makes the import send, and a date that is still to come. */
export function judgeLine(line: Line, currency: string, now: Date): string[] {
  const faults = Date.parse(effectiveAt(line.date)) > now.getTime() ? [`date "${line.date}" is in the future`] : [];
  // A line of nothing is never sent.
  if (!isTransfer(line)) return faults;
  const [customerAccount, houseAccount] = [example("account"), otherExample("account")];
  const house = houseAccountFor(line.operation);
  return [
    ...faults,
    ...issuesOf(createCustomer, customerOf(line.account)).map(({ message }) => `account ${message}`),
    ...issuesOf(openAccount, houseAccountTerms(house, currency)).map(({ message }) => `operation ${message}`),
    ...issuesOf(createTransfer, transferOf(line, customerAccount, houseAccount, currency)).map(
      ({ path: [member, column], message }) => `${COLUMNS_OF[String(member)] ?? String(column ?? member)} ${message}`,
    ),
  ];
}

const issuesOf = (schema: z.ZodType, body: unknown): readonly z.core.$ZodIssue[] => schema.safeParse(body).error?.issues ?? [];
