// What a command or query works with: a database and the sources of time and identity, so that neither is hidden in the code.
import type { Database } from "./connect.ts";

export interface Work {
  readonly database: Database;
  readonly now: () => Date;
  /** A new UUIDv7. */
  readonly newId: () => string;
}

/** Every operation of a contract as the core has it: the same arguments behind the work, the same answer. That it is `ready` the lane says. */
export type OperationsOf<Core> = { readonly [Name in keyof Omit<Core, "ready">]: Operation<Core[Name]> };

type Operation<Method> = Method extends (...args: infer Args) => infer Answer ? (work: Work, ...args: Args) => Answer : never;
