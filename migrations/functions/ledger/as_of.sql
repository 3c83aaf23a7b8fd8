-- The recorded time of a read of the present: not earlier than anything that the read can show. It does not move the clock: a read stays a read.
CREATE OR REPLACE FUNCTION ledger.as_of()
RETURNS timestamptz
LANGUAGE sql
VOLATILE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT greatest(date_trunc('milliseconds', ledger.wall_clock()), to_timestamp(last_value / 1000.0::float8)) FROM ledger.clock_ms;
$$;
GRANT EXECUTE ON FUNCTION ledger.as_of() TO ledge_runtime, ledge_acting;
