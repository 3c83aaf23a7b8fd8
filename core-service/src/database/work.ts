// The arguments that every command and query gets: a database, the sources of time and ids, and the limits, so that none of them
// is a hidden dependency.
import type { Database } from "./connect.ts";

export interface Work {
  readonly database: Database;
  readonly now: () => Date;
  /** A new UUIDv7. */
  readonly newId: () => string;
  readonly limits: Limits;
}

/** How much there may be of what costs everybody: this deployment's configuration, which the core enforces. */
interface Limits {
  /** Webhook endpoints at the same time: every event is stored and sent once for each. */
  readonly webhookEndpoints: number;
  /** Accounts that a customer opens by itself, closed ones included: its lists and its row security read each of them. */
  readonly customerAccounts: number;
}

/** The operations of a contract as core-service implements them: the same arguments after the work, the same answer. `ready` is the lane's own. */
export type OperationsOf<Core> = { readonly [Name in keyof Omit<Core, "ready">]: Operation<Core[Name]> };

type Operation<Method> = Method extends (...args: infer Args) => infer Returned ? (work: Work, ...args: Args) => Returned : never;
