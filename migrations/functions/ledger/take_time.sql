-- The recorded time of the caller's transaction. To be called under the locks of the accounts concerned, so that per account recorded time follows
-- version; once per transaction, so that everything that it records has one time.
--
-- From before that time until the transaction has ended and its writes are visible, an advisory lock shows that something may still be recorded at
-- that time: ledger.final reads these locks. The clock is read again after the lock was taken, because a reader that saw no lock before may have
-- answered that the time has passed: then the clock has moved since.
CREATE OR REPLACE FUNCTION ledger.take_time()
RETURNS timestamptz
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  since_ms bigint := date_part('epoch', ledger.clock()) * 1000;
BEGIN
  -- 20 bits that mark the purpose of the lock, and 44 bits of milliseconds since 1970 (until 2527). Postings share the lock and never wait for it:
  -- any login may hold a number exclusively. Then an earlier number is used, which claims a longer time; chosen at random, because the holder of
  -- one number may hold its neighbours too.
  /* in-flight */ WHILE NOT pg_try_advisory_xact_lock_shared(126318::bigint << 44 | since_ms) LOOP since_ms := since_ms - random(1, 1000); END LOOP;
  RETURN (SELECT to_timestamp(last_value / 1000.0::float8) FROM ledger.clock_ms);
END
$$;
