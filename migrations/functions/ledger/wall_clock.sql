-- The server's own time. It is asked for here and nowhere else, so that a test can move a database's clock by replacing this function.
-- Part of the expression that calls it, which a function with settings of its own cannot be: hence no search_path.
CREATE OR REPLACE FUNCTION ledger.wall_clock()
RETURNS timestamptz
LANGUAGE sql
VOLATILE
AS $$
  SELECT pg_catalog.clock_timestamp();
$$;
