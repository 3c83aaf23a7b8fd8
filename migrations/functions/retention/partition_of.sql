-- The name of a table's partition of a month: idempotency.refusals_2026_11.
CREATE OR REPLACE FUNCTION retention.partition_of(relation text, month timestamptz)
RETURNS text
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT relation || to_char(month AT TIME ZONE 'UTC', '_YYYY_MM');
$$;
