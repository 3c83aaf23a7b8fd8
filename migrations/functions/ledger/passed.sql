-- The latest instant, at most `at` (NULL: now), that has passed for every transaction that takes the time from now on. Not the present millisecond,
-- which a transaction may still take. It moves the clock only if it must, because that makes a read a write.
CREATE OR REPLACE FUNCTION ledger.passed(at timestamptz)
RETURNS timestamptz
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  reached timestamptz;
BEGIN
  SELECT to_timestamp(last_value / 1000.0::float8) INTO reached FROM ledger.clock_ms;
  IF at IS NULL OR at >= reached THEN
    reached := ledger.clock();
  END IF;
  RETURN least(at, reached - interval '1 millisecond');
END
$$;
