// Every command and query that a lane runs alone, by the name that it has on every layer. Transfers and reads by id are not here: they are made in
// groups.
import { accounts, pastBalances } from "../accounts/operations.ts";
import { audit } from "../audit/operations.ts";
import { customers } from "../customers/operations.ts";
import type { Work } from "../database/work.ts";
import { feed, following } from "../feed/operations.ts";
import { identity } from "../identity/operations.ts";
import { ledger } from "../ledger/operations.ts";
import { payments } from "../payments/operations.ts";
import { search } from "../search/operations.ts";
import { webhooks } from "../webhooks/operations.ts";
import { ready } from "./ready.ts";

/** @internal Tests run operations without a lane. */
export const operations = {
  ready,
  ...accounts,
  ...audit,
  ...pastBalances,
  ...customers,
  ...identity,
  ...ledger,
  ...payments,
  ...feed,
  ...following,
  ...search,
  ...webhooks,
};

type Operations = typeof operations;
export type OperationName = keyof Operations;
/** An operation's arguments as its caller gives them, without the work, which the lane adds. */
export type OperationArguments = {
  readonly [Name in OperationName]: Operations[Name] extends (work: Work, ...args: infer Args) => unknown ? Args : never;
};
export type OperationAnswers = { readonly [Name in OperationName]: Awaited<ReturnType<Operations[Name]>> };

/** The operations by name, each with the arguments and the answer that belong to its name. */
const byName: { readonly [Name in OperationName]: (work: Work, ...args: OperationArguments[Name]) => Promise<OperationAnswers[Name]> } =
  operations;

export const runOperation = <Name extends OperationName>(
  work: Work,
  name: Name,
  args: OperationArguments[Name],
): Promise<OperationAnswers[Name]> => byName[name](work, ...args);
