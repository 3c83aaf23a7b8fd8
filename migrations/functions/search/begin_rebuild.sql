-- Begins to build the other model from the tables, and says since when one is being built: one that is under way goes on. From here on the feed is applied
-- to both models, so what changes while the tables are copied is not missed. Its caller holds the lock of the inbox.
CREATE OR REPLACE FUNCTION search.begin_rebuild()
RETURNS timestamptz
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  now search.state;
BEGIN
  SELECT * INTO now FROM search.state;
  IF now.stage = 'filling' THEN
    RETURN now.began_at;
  END IF;
  PERFORM search.empty_other();
  UPDATE search.state SET stage = 'filling', filling = 'customer', filled_through = NULL, began_at = date_trunc('milliseconds', clock_timestamp())
  RETURNING * INTO now;
  RETURN now.began_at;
END
$$;
GRANT EXECUTE ON FUNCTION search.begin_rebuild() TO ledge_runtime;
