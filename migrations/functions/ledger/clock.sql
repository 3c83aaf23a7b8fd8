-- The time of the books: to the millisecond, as the API shows it, so that an instant that was read can be asked for again.
CREATE OR REPLACE FUNCTION ledger.clock()
RETURNS timestamptz
LANGUAGE sql
VOLATILE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT date_trunc('milliseconds', clock_timestamp());
$$;
