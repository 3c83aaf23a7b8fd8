-- The latest instant until `at` at which nothing can be recorded any more: it has passed, and nobody whose transaction is still in flight has
-- taken it or an earlier one (ledger.take_time). What is read of until then never changes (law 31).
--
-- To be called in a statement of its own, before the one that reads: what was committed between the look at the locks and the reader's
-- snapshot must be in the snapshot. A transaction gives its locks back only when what it wrote can be seen.
CREATE OR REPLACE FUNCTION ledger.final(at timestamptz)
RETURNS timestamptz
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  passed CONSTANT timestamptz := ledger.passed(at); -- before the look at the locks: who comes later takes a later time
  oldest bigint; -- milliseconds since 1970
BEGIN
  SELECT /* oldest-in-flight */ min((l.classid::bigint & 4095) << 32 | l.objid::bigint)
    INTO oldest FROM pg_locks AS l
   WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND l.classid::bigint >> 12 = 126318
     AND l.database = (SELECT d.oid FROM pg_database AS d WHERE d.datname = current_database());
  RETURN least(passed, to_timestamp((oldest - 1) / 1000.0::float8));
END
$$;
GRANT EXECUTE ON FUNCTION ledger.final(timestamptz) TO ledge_runtime;
