-- The time at which the caller's transaction records something. Called under the locks of the accounts that it is about, so that per account
-- recorded time follows version; once per transaction, so that what belongs together has one time.
--
-- From before that time until the transaction has ended and what it wrote can be seen, a lock says that something may still be recorded at
-- it: ledger.final looks for these locks. The clock is looked at again behind the lock, because who looked for locks before this one was there
-- may have answered that the time has passed: then the clock is further by now.
CREATE OR REPLACE FUNCTION ledger.take_time()
RETURNS timestamptz
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  since_ms bigint := date_part('epoch', ledger.clock()) * 1000;
BEGIN
  -- 20 bits that say what the lock is about, 44 of milliseconds since 1970 (until 2527). Shared by whoever posts, and never waited for: any
  -- login may hold a number for itself alone. Then an earlier one will do, which says the same of a longer time; by chance, because who holds
  -- one may hold its neighbours.
  /* in-flight */ WHILE NOT pg_try_advisory_xact_lock_shared(126318::bigint << 44 | since_ms) LOOP since_ms := since_ms - random(1, 1000); END LOOP;
  RETURN (SELECT to_timestamp(last_value / 1000.0::float8) FROM ledger.clock_ms);
END
$$;
