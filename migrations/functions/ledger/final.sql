-- The latest instant until `at` at which nothing can be recorded any more: it has passed, and nobody whose transaction is still in flight has
-- taken it or an earlier one (ledger.take_time). What is read of until then never changes (law 31).
--
-- To be called in a statement of its own, before the one that reads: what was committed between the look at the locks and the reader's
-- snapshot must be in the snapshot. A transaction gives its locks back only when what it wrote can be seen.
--
-- Any login may take such a lock. Those count whose session's login may post. A session that is not among those of now has ended, or takes a
-- later time. (A transaction that is prepared for a commit in two phases has none: nobody who posts prepares one.)
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
  PERFORM pg_stat_clear_snapshot(); -- sessions are those of now, and not of an earlier look in this transaction
  SELECT /* oldest-in-flight */ min((l.classid::bigint & 4095) << 32 | l.objid::bigint)
    INTO oldest FROM pg_locks AS l
    JOIN pg_stat_get_activity(NULL) AS s ON s.pid = l.pid
     AND (/* of-who-posts */ pg_has_role(s.usesysid, 'ledge_runtime', 'member') OR pg_has_role(s.usesysid, 'ledge_owner', 'member'))
   WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND l.classid::bigint >> 12 = 126318
     AND l.database = (SELECT d.oid FROM pg_database AS d WHERE d.datname = current_database());
  RETURN least(passed, to_timestamp((oldest - 1) / 1000.0::float8));
END
$$;
GRANT EXECUTE ON FUNCTION ledger.final(timestamptz) TO ledge_runtime;
