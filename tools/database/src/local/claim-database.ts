// Records which state folder a database belongs to. The folder's id is a comment on a schema of Ledge's owner: every login may read it before
// anything is changed, and a dump contains it together with the data (decision 41).
import type pg from "pg";
import { TAKE_TURN } from "../migrate/migrate.ts";
import { connectTo } from "../postgres/connect.ts";

const SCHEMA = "migrations";
const OWNER = "ledge_owner";
const MARK = "Ledge state folder ";

/** What a database says about its state folder. */
export type Claim =
  /** It was never prepared for Ledge. */
  | { readonly kind: "none" }
  /** It was prepared for Ledge and has no id: by hand, or by an older Ledge. */
  | { readonly kind: "unnamed" }
  | { readonly kind: "named"; readonly id: string };

/** A state folder that is to have a database. */
export interface Claimant {
  readonly id: string;
  /** Whether this start made its secrets: then everything in the database was made with other secrets. */
  readonly isNew: boolean;
}

/** Why a state folder must not use a database, as sentences; null: it may. */
export function claimFault(found: Claim, { id, isNew }: Claimant): string | null {
  if (found.kind === "none" || (found.kind === "named" && found.id === id)) return null;
  if (found.kind === "unnamed" && !isNew) return null;
  return (
    `The database belongs to another state folder${found.kind === "named" ? ` (id ${found.id})` : ""}: its API keys and webhook secrets ` +
    "were made with secrets that are not in this one. Start with that folder (--state), or put its secrets.json back, or use another database. " +
    "--reset-passwords takes the database over: its former secrets are void then."
  );
}

/** Reads a database's claim, by any login that may connect to it. It changes nothing. */
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
 * @throws when another folder has claimed the database meanwhile.
 */
export async function claimDatabase(migratorUrl: string, claimant: Claimant, takesOver: boolean): Promise<void> {
  const client = await connectTo(migratorUrl);
  try {
    await client.query(`SET ROLE ${OWNER}`);
    await client.query("BEGIN");
    await client.query(TAKE_TURN); // when two starts claim a database at once, one of them gets it
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
