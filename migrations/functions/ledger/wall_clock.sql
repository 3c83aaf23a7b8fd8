-- The server's own time. It is read here and nowhere else, so that a test can move a database's clock by replacing this function. It is inlined
-- into the expression that calls it, which is impossible for a function with settings of its own: hence no search_path.
CREATE OR REPLACE FUNCTION ledger.wall_clock()
RETURNS timestamptz
LANGUAGE sql
VOLATILE
AS $$
  SELECT pg_catalog.clock_timestamp();
$$;
