// What a command or query works with: a database and the sources of time and identity, so that neither is hidden in the code.
import type { Database } from "./connect.ts";

export interface Work {
  readonly database: Database;
  readonly now: () => Date;
  /** A new UUIDv7. */
  readonly newId: () => string;
}

/** The operations of a contract as the core has them: the same arguments behind the work, the same answer. `ready` is of no domain: the lane has it. */
export type OperationsOf<Core> = { readonly [Name in keyof Omit<Core, "ready">]: Operation<Core[Name]> };

type Operation<Method> = Method extends (...args: infer Args) => infer Answer ? (work: Work, ...args: Args) => Answer : never;
