-- The latest instant, at most `at`, until which nothing can be recorded any more: it has passed, and no transaction that is still in flight has
-- taken it or an earlier time (ledger.take_time). What is read up to it never changes (law 31).
--
-- To be called in a statement of its own, before the one that reads: a transaction that commits after the locks were read must be in the reader's
-- snapshot. A transaction releases its locks only after its writes have become visible.
--
-- Every login may take such a lock. Only locks of sessions whose login may post count. A session that is not listed now has ended, or takes a
-- later time. (A prepared transaction of a two-phase commit has no session: no login that posts prepares one.)
CREATE OR REPLACE FUNCTION ledger.final(at timestamptz)
RETURNS timestamptz
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  passed CONSTANT timestamptz := ledger.passed(at); -- before the locks are read: a later transaction takes a later time
  oldest bigint; -- milliseconds since 1970
BEGIN
  PERFORM pg_stat_clear_snapshot(); -- the sessions of now, and not those of an earlier read in this transaction
  SELECT /* oldest-in-flight */ min((l.classid::bigint & 4095) << 32 | l.objid::bigint)
    INTO oldest FROM pg_locks AS l
    JOIN pg_stat_get_activity(NULL) AS s ON s.pid = l.pid
     AND (/* of-who-posts */ pg_has_role(s.usesysid, 'ledge_runtime', 'member') OR pg_has_role(s.usesysid, 'ledge_owner', 'member'))
   WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND l.classid::bigint >> 12 = 126318
     AND l.database = (SELECT d.oid FROM pg_database AS d WHERE d.datname = current_database());
  RETURN least(passed, to_timestamp((oldest - 1) / 1000.0::float8));
END
$$;
GRANT EXECUTE ON FUNCTION ledger.final(timestamptz) TO ledge_runtime, ledge_acting;
