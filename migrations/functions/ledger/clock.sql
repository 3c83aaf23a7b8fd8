-- Recorded time: the server's time, but never earlier than a time that was given out before, whatever the server's clock does (law 31). To the
-- millisecond, as the API shows it, so that an instant that was read can be used in a query.
--
-- The sequence is moved under a lock, so that of two concurrent transactions neither sets it back. The lock must neither last until the end of the
-- transaction, which would serialize all postings, nor outlive a cancelled statement, as a session's lock could: so the block that takes it always
-- fails, which releases the lock, and keeps the sequence and the variable. It is a table's lock, because that needs a grant: every login may take
-- an advisory lock, and keep it. This mode is the weakest that conflicts with itself.
CREATE OR REPLACE FUNCTION ledger.clock()
RETURNS timestamptz
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  now_ms bigint;
BEGIN
  /* one-at-a-time */ LOCK TABLE ledger.clock_turn IN SHARE UPDATE EXCLUSIVE MODE;
  SELECT setval('ledger.clock_ms', greatest(
           /* never-back */ last_value, (date_part('epoch', date_trunc('milliseconds', ledger.wall_clock())) * 1000)::bigint))
    INTO now_ms FROM ledger.clock_ms;
  RAISE EXCEPTION USING ERRCODE = 'LB002';
EXCEPTION WHEN SQLSTATE 'LB002' THEN
  RETURN to_timestamp(now_ms / 1000.0::float8);
END
$$;
GRANT EXECUTE ON FUNCTION ledger.clock() TO ledge_runtime;
