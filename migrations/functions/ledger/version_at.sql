-- The version of an account's last entry that was recorded at or before an instant; 0: none. Per account, recorded_at follows version
-- (it is taken under the lock), so a search by doubling steps back from the newest entry, and then by halving, finds it in O(log n) probes
-- of the primary key: no index on time is needed, and the recent past costs one or two probes.
-- As its owner, because row security would judge each probe: it shows a number, to callers who have found the account's newest.
CREATE OR REPLACE FUNCTION ledger.version_at(account uuid, newest bigint, at timestamptz)
RETURNS bigint
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  low    bigint := newest;     -- recorded at or before `at`, once found
  high   bigint := newest + 1; -- recorded after `at`, or no entry
  step   bigint := 1;
  middle bigint;
BEGIN
  WHILE low > 0 AND (SELECT recorded_at FROM ledger.entries WHERE account_id = account AND version = low) > at LOOP
    high := low;
    low := greatest(low - step, 0);
    step := step * 2;
  END LOOP;
  WHILE high - low > 1 LOOP
    middle := (low + high) / 2;
    IF (SELECT recorded_at FROM ledger.entries WHERE account_id = account AND version = middle) > at THEN
      high := middle;
    ELSE
      low := middle;
    END IF;
  END LOOP;
  RETURN low;
END
$$;
GRANT EXECUTE ON FUNCTION ledger.version_at(uuid, bigint, timestamptz) TO ledge_runtime, ledge_acting;
