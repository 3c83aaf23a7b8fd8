// Finds, in the catalogs alone, the tables that have no partition of their own for the present or the next month: `npm run retention` has not run for months, or
// failed. It is no outage: a default partition takes the rows.
import type pg from "pg";

const MISSING = `
  SELECT format('no partition of %s for %s: npm run retention', c.oid::regclass, to_char(month, 'YYYY-MM')) AS line
    FROM pg_partitioned_table AS t JOIN pg_class AS c ON c.oid = partrelid
   CROSS JOIN LATERAL (SELECT date_trunc('month', now() AT TIME ZONE 'UTC') + make_interval(months => ahead) AS month FROM generate_series(0, 1) AS ahead) AS m
   WHERE partstrat = 'r'
     AND NOT EXISTS (SELECT FROM pg_inherits JOIN pg_class AS p ON p.oid = inhrelid
                      WHERE inhparent = c.oid AND p.relname = c.relname || to_char(month, '_YYYY_MM'))
   ORDER BY line`;

/** One line for each month that a table has no partition of. */
export async function missingPartitions(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ line: string }>(MISSING);
  return rows.map((row) => row.line);
}
