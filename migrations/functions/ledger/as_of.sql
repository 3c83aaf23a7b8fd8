-- What a reading of the present is dated: not earlier than anything that it can show. The clock is not moved: a read stays a read.
CREATE OR REPLACE FUNCTION ledger.as_of()
RETURNS timestamptz
LANGUAGE sql
VOLATILE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT greatest(date_trunc('milliseconds', ledger.wall_clock()), to_timestamp(last_value / 1000.0::float8)) FROM ledger.clock_ms;
$$;
GRANT EXECUTE ON FUNCTION ledger.as_of() TO ledge_runtime;
