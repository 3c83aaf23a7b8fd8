-- The months, by UTC, of which a table has a partition of its own.
CREATE OR REPLACE FUNCTION retention.months_of(relation text)
RETURNS SETOF timestamptz
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT to_timestamp(substring(p.relname FROM '_(\d{4}_\d{2})$'), 'YYYY_MM')::timestamp AT TIME ZONE 'UTC'
    FROM pg_inherits JOIN pg_class AS p ON p.oid = inhrelid
   WHERE inhparent = relation::regclass AND p.relname ~ '_\d{4}_\d{2}$';
$$;
