// Whether a database holds anything of anybody's: it reads catalogs alone.
import { connectTo } from "../postgres/connect.ts";

/** A table, partitioned table, materialised view or sequence that is not the server's own. */
const ANY_RELATION = `SELECT EXISTS (
  SELECT FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE c.relkind IN ('r', 'p', 'm', 'S') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
) AS "exists"`;

/** @throws the driver's error when the database cannot be reached. */
export async function holdsTables(url: string): Promise<boolean> {
  const client = await connectTo(url);
  try {
    return (await client.query<{ exists: boolean }>(ANY_RELATION)).rows[0]?.exists === true;
  } finally {
    await client.end();
  }
}
