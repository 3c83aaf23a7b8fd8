// Which state folder a database belongs to. The folder's id stands in the database, as a comment on a schema of Ledge's owner: everybody may
// read it before anything is changed, and a dump carries it along with the data that it is about. Decision 41.
import type pg from "pg";
import { TAKE_TURN } from "../migrate/migrate.ts";
import { connectTo } from "../postgres/connect.ts";

const SCHEMA = "migrations";
const OWNER = "ledge_owner";
const MARK = "Ledge state folder ";

/** What a database says about whom it belongs to. */
export type Claim =
  /** No Ledge was here. */
  | { readonly kind: "none" }
  /** A Ledge was here and left no id: one that was prepared by hand, or of before there were ids. */
  | { readonly kind: "unnamed" }
  | { readonly kind: "named"; readonly id: string };

/** A state folder that wants a database. */
export interface Claimant {
  readonly id: string;
  /** Its secrets were made by this very start: whatever is in the database was made with others. */
  readonly isNew: boolean;
}

/** Why a state folder may not have a database, in words; null: it may. */
export function claimFault(found: Claim, { id, isNew }: Claimant): string | null {
  if (found.kind === "none" || (found.kind === "named" && found.id === id)) return null;
  if (found.kind === "unnamed" && !isNew) return null;
  return (
    `The database belongs to another state folder${found.kind === "named" ? ` (id ${found.id})` : ""}: its API keys and webhook secrets ` +
    "were made with secrets that are not in this one. Start with that folder (--state), or put its secrets.json back, or use another database. " +
    "--reset-passwords takes the database over: what opened it before opens it no more."
  );
}

/** Reads a database's claim as whoever may connect to it. It changes nothing. */
export async function readClaim(url: string): Promise<Claim> {
  const client = await connectTo(url);
  try {
    return await claimOf(client);
  } finally {
    await client.end();
  }
}

/**
 * Writes the folder's id into a migrated database, as the migrator.
 *
 * @param takesOver whether another folder's id is replaced.
 * @throws when another folder was faster.
 */
export async function claimDatabase(migratorUrl: string, claimant: Claimant, takesOver: boolean): Promise<void> {
  const client = await connectTo(migratorUrl);
  try {
    await client.query(`SET ROLE ${OWNER}`);
    await client.query("BEGIN");
    await client.query(TAKE_TURN); // of two starts that claim a database at once, one does
    const found = await claimOf(client);
    const fault = takesOver || found.kind !== "named" ? null : claimFault(found, claimant);
    if (fault !== null) throw new Error(fault);
    await client.query(`COMMENT ON SCHEMA ${SCHEMA} IS ${client.escapeLiteral(MARK + claimant.id)}`);
    await client.query("COMMIT");
  } finally {
    await client.end();
  }
}

async function claimOf(client: pg.Client): Promise<Claim> {
  const { rows } = await client.query<{ comment: string | null }>(
    `SELECT obj_description(n.oid, 'pg_namespace') AS comment FROM pg_namespace n
     WHERE n.nspname = $1 AND pg_get_userbyid(n.nspowner) = $2`,
    [SCHEMA, OWNER],
  );
  const [row] = rows;
  if (row === undefined) return { kind: "none" };
  return row.comment?.startsWith(MARK) === true ? { kind: "named", id: row.comment.slice(MARK.length) } : { kind: "unnamed" };
}
