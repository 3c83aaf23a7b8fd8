// Runs of retention at instants that tests name, on a database of their own, and rows of the months that they need.
import { applyRetention, type RetentionStep, type Windows } from "@ledge/database/retention/retention";
import type pg from "pg";
import { expect } from "vitest";

export const windows: Windows = { refusalsDays: 90, deliveriesDays: 30 };
/** The instant of most runs. */
export const AT = new Date("2026-06-15T12:00:00Z");
export const noWait = async (): Promise<void> => undefined;

/** The partitions of months. */
export async function partitions(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT inhrelid::regclass::text AS name FROM pg_inherits JOIN pg_class ON oid = inhrelid
      WHERE relkind = 'r' AND relname ~ '_[0-9]{4}_[0-9]{2}$' ORDER BY 1`,
  );
  return rows.map((row) => row.name);
}

/** Leaves neither a partition of a month nor a row in any other. */
export async function clear(admin: pg.Client): Promise<void> {
  for (const name of await partitions(admin)) await admin.query(`DROP TABLE ${name}`);
  await admin.query("DELETE FROM idempotency.refusals; DELETE FROM webhooks.deliveries; DELETE FROM webhooks.attempts");
}

export const named = ({ action, relations, month }: RetentionStep): string =>
  `${action} ${relations[0]} ${month.toISOString().slice(0, 7)}`;

/** Applies all that is due. @returns the steps. */
export async function run(client: pg.Client, at = AT, given = windows): Promise<string[]> {
  const steps: string[] = [];
  expect(await applyRetention(client, at, given, (step) => steps.push(named(step)), noWait)).toBe(true);
  return steps;
}

/** By an administrator: makes the partitions of this month and the next three, as a run in it has made them. No run makes those of a past month. */
export async function prepare(admin: pg.Client, month: string): Promise<void> {
  await admin.query(
    `SELECT retention.make_partition(relation, made)
       FROM unnest(ARRAY['idempotency.refusals', 'webhooks.deliveries_ended', 'webhooks.attempts']) AS relation,
            generate_series($1::date::timestamp, $1::date + interval '3 months', interval '1 month') AS m (at), timezone('UTC', at) AS made
      WHERE to_regclass(retention.partition_of(relation, made)) IS NULL`,
    [`${month}-01`],
  );
}

export const count = async (client: pg.Client, table: string): Promise<number> =>
  Number((await client.query<{ n: string }>(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n);

/** A delivery whose id is of this instant, with one attempt. */
export async function delivery(client: pg.Client, at: string, status: "pending" | "delivered" | "dead"): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `INSERT INTO webhooks.deliveries (id, endpoint_id, position, event_id, event_type, status, attempt_count, created_at)
     VALUES (uuidv7($1::timestamptz - clock_timestamp()), gen_random_uuid(), 1, gen_random_uuid(), 'x', $2, 1, $1) RETURNING id`,
    [at, status],
  );
  const id = rows[0]?.id as string;
  await client.query("INSERT INTO webhooks.attempts (delivery_id, number, duration_ms, first_bytes) VALUES ($1, 1, 1, '')", [id]);
  return id;
}

/** Moves what is recorded under a key to another instant, as if it had been recorded then. */
export async function age(admin: pg.Client, key: string, at: string): Promise<void> {
  await admin.query("UPDATE idempotency.keys SET recorded_at = $2 WHERE key = $1", [key, at]);
  await admin.query("UPDATE idempotency.refusals SET recorded_at = $2 WHERE key = $1", [key, at]);
}
