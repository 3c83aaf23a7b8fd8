// Statements of one principal, behind row security (decision 65): each says within its own transaction for whom it is, in the same round trip. A
// connection for them reads as a role that sees no row, so a statement that does not say it finds nothing.
import type { Client } from "@neondatabase/serverless";
import { drizzle } from "drizzle-orm/neon-serverless";
import type { Database } from "./connect.ts";

/** Makes a session of a runtime login read as nobody: to be sent without parameters, when the session begins. */
export const ACT_FOR_NOBODY =
  "SELECT pg_catalog.set_config('role', 'ledge_acting', false), pg_catalog.set_config('ledge.acting_customer', '', false)";

/** Until its transaction ends, a session shows the rows of one customer; or, by the login's own rights, all rows. */
const forCustomer = { name: "for_customer", text: "SELECT pg_catalog.set_config('ledge.acting_customer', $1, true)" };
const forInstitution = { name: "for_institution", text: "SELECT pg_catalog.set_config('role', $1, true)" };

/** What the driver sends to the server (PostgreSQL 18, 54.2.3), and the statements that the session has been sent, by name. */
interface Wire {
  readonly parsedStatements: Record<string, string>;
  parse(message: { readonly name: string; readonly text: string }): void;
  bind(message: { readonly statement: string; readonly values: readonly string[] }): void;
  execute(message: object): void;
}

/** The part of the driver's query that is extended here. Its class is a member of the client's, which the types leave out. */
interface DriverQuery {
  callback: (error: Error | null, result?: unknown) => void;
  submit(wire: Wire): Error | null;
  prepare(wire: Wire): void;
  handleDataRow(message: unknown): void;
  handleCommandComplete(message: unknown, wire: Wire): void;
}
type QueryClass = new (config: unknown, values: unknown) => DriverQuery;

/** The one who reads: the UUID of a customer; null: the institution. */
export type Acting = string | null;

/**
 * The driver's query, preceded by what says for whom it is. Two statements before one Sync are one transaction (PostgreSQL 18, 54.2.4), so the setting
 * costs no round trip, reaches no other statement, and is gone when this one has ended.
 */
function makeActingQuery(Query: QueryClass) {
  return class ActingQuery extends Query {
    readonly #said: typeof forCustomer;
    readonly #value: string;
    #isSaid = false;

    constructor(acting: Acting, config: unknown, values: unknown) {
      super(config, values);
      this.#said = acting === null ? forInstitution : forCustomer;
      this.#value = acting ?? "none";
    }

    /** Also without parameters, where the driver would send a simple query: that is a transaction of its own. */
    requiresPreparation(): boolean {
      return true;
    }

    override prepare(wire: Wire): void {
      // Prepared once per session: to parse and plan it takes as long as some of the statements that it precedes.
      if (wire.parsedStatements[this.#said.name] === undefined) wire.parse(this.#said);
      wire.bind({ statement: this.#said.name, values: [this.#value] });
      wire.execute({});
      super.prepare(wire);
    }

    override handleDataRow(message: unknown): void {
      if (this.#isSaid) super.handleDataRow(message);
    }

    override handleCommandComplete(message: unknown, wire: Wire): void {
      if (this.#isSaid) return super.handleCommandComplete(message, wire);
      wire.parsedStatements[this.#said.name] = this.#said.text;
      this.#isSaid = true;
    }
  };
}

/** Made once per class of the driver: to make a class takes longer than to send a statement. */
const actingQueries = new WeakMap<QueryClass, ReturnType<typeof makeActingQuery>>();

/** The database as `acting` sees it, on a connection that reads as nobody. It has no transactions of several statements: each is one by itself. */
export function databaseFor(client: Pick<Client, "query">, acting: Acting): Database {
  const { Query } = client.constructor as unknown as { Query: QueryClass };
  const ActingQuery = actingQueries.get(Query) ?? makeActingQuery(Query);
  actingQueries.set(Query, ActingQuery);
  const query = (config: unknown, values: unknown): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const submitted = new ActingQuery(acting, config, values);
      submitted.callback = (error, result) => (error === null ? resolve(result) : reject(error));
      client.query(submitted as never);
    });
  return drizzle({ query } as never);
}
