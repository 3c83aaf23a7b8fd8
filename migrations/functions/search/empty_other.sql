-- Empties the model that does not serve. A statement that reads the one that serves has no lock on the other, and is not waited for; one that still reads
-- what has just been replaced is.
CREATE OR REPLACE FUNCTION search.empty_other()
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  other CONSTANT integer := (SELECT 1 - serving FROM search.state);
BEGIN
  EXECUTE format('TRUNCATE search.documents_%1$s, search.terms_%1$s', other);
END
$$;
