// What a drill reads from a database, as its administrator: its transfers, its events, and digests of the tables whose rows never change.
import { encodeId } from "@ledge/shared/ids";
import type pg from "pg";
import { withClient } from "@ledge/database/postgres/connect";

/** Tables whose rows are written once, so that digests compare them. The laws of the books judge the tables that change in place. */
const WRITTEN_ONCE = [
  "ledger.entries",
  "ledger.transfers",
  "idempotency.keys",
  "idempotency.refusals",
  "outbox.events",
  "customers.customers",
];

/** Counts the transfers by their `external_id`. */
export async function readTransfers(adminUrl: string): Promise<Map<string, number>> {
  return await withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ mark: string; times: number }>(
      "SELECT external_id AS mark, count(*)::int AS times FROM ledger.transfers WHERE external_id IS NOT NULL GROUP BY external_id",
    );
    return new Map(rows.map(({ mark, times }) => [mark, times]));
  });
}

/**
 * The digest of each table's committed rows.
 *
 * @param until an instant as Postgres writes it: only what was committed by then; null: everything.
 */
export async function readDigests(client: pg.ClientBase, until: string | null): Promise<Record<string, string>> {
  const digests: Record<string, string> = {};
  for (const table of WRITTEN_ONCE) {
    const { rows } = await client.query<{ digest: string; count: number }>(
      `SELECT md5(coalesce(string_agg(md5(t::text), '' ORDER BY md5(t::text)), '')) AS digest, count(*)::int AS count FROM ${table} AS t
        ${until === null ? "" : "WHERE pg_xact_commit_timestamp(t.xmin) <= $1"}`,
      until === null ? [] : [until],
    );
    digests[table] = `${rows[0]?.count} rows, ${rows[0]?.digest}`;
  }
  return digests;
}

/** The database's clock to the microsecond, in the format of `recovery_target_time`, which does not accept `Z`. */
export async function readClock(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ now: string }>(
    "SELECT to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US+00') AS now",
  );
  return rows[0]?.now ?? "";
}

/** The id of the newest event of the feed. @throws when there is none. */
export async function readNewestEvent(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ id: string }>("SELECT id FROM outbox.events ORDER BY position DESC LIMIT 1");
  if (rows[0] === undefined) throw new Error("The feed is empty.");
  return encodeId("event", rows[0].id);
}

/** The ids of all events of the feed. */
export async function readEventIds(client: pg.ClientBase): Promise<Set<string>> {
  const { rows } = await client.query<{ id: string }>("SELECT id FROM outbox.events");
  return new Set(rows.map(({ id }) => encodeId("event", id)));
}
