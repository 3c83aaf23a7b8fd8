// What a command or query works with: a database and the sources of time and identity, so that neither is hidden in the code.
import type { Database } from "./connect.ts";

export interface Work {
  readonly database: Database;
  readonly now: () => Date;
  /** A new UUIDv7. */
  readonly newId: () => string;
}
