-- The latest instant until `at` (NULL: now) that has passed for whoever takes the time from here on. Not the running millisecond: somebody may
-- still take that. The clock is moved on only when it has to be, because moving it makes a read a write.
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
