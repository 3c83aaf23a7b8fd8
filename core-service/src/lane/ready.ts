// Whether a write could be made now, and would last. Asked through a lane, so that the answer covers the path that requests take. A database that
// only answers is not ready: on a standby, in a session that may only read, or for a login without its grants every command would fail.
import { log } from "@ledge/shared/telemetry/log";
import { sql } from "drizzle-orm";
import { Outage } from "../database/failure.ts";
import type { Work } from "../database/work.ts";

/** What each write needs, by the name that the log has for its lack. In one statement that reads no table. */
const needed = sql`
  SELECT NOT pg_catalog.pg_is_in_recovery() AS primary_server,
         pg_catalog.current_setting('transaction_read_only') = 'off' AS writable_session,
         pg_catalog.current_setting('synchronous_commit') = 'on' AS durable_commit,
         pg_catalog.pg_has_role('ledge_acting', 'SET') AS acting_role,
         session_user IN ('ledge_runtime_a', 'ledge_runtime_b') AND current_user = session_user AS runtime_login,
         pg_catalog.has_table_privilege('idempotency.keys', 'INSERT')
           AND pg_catalog.has_function_privilege('payments.post_transfers(json)', 'EXECUTE') AS runtime_grants`;

/** @throws Outage when the database does not answer, or would take no lasting write. */
export async function ready({ database }: Work): Promise<void> {
  const { rows } = await database.execute<Record<string, boolean>>(needed);
  const lacks = Object.entries(rows[0] ?? {}).flatMap(([need, isMet]) => (isMet ? [] : [need]));
  for (const subject of lacks) log({ level: "error", service: "core", operation: "ready", subject });
  if (lacks.length > 0) throw new Outage("the database would take no lasting write");
}
