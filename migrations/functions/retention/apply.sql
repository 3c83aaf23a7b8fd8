-- Does the first step of retention.plan in the caller's transaction, and returns it; NULL: nothing is left to be done. Only retention.take_step may call it, which
-- commits it at once: whoever could call it in a transaction of his own would hold its locks, and so stop every write, for as long as he likes. The stack of
-- calls says who calls: nobody but a migration makes a function, so nothing else can look like that procedure. Nothing else in the database deletes.
--
-- Two runs take turns by a lock of the tables that no reader or writer notices. Dropping needs the tables for itself, for the time of a commit: what does not
-- get a lock within 100 ms fails (55P03) and is tried again later, so those who write wait for a few of these at most, and are never refused.
CREATE OR REPLACE FUNCTION retention.apply(at timestamptz, refusals_days integer, deliveries_days integer)
RETURNS retention.step
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET TimeZone = 'UTC'
SET lock_timeout = '100ms'
AS $$
DECLARE
  step     retention.step;
  relation text;
  stack    text;
BEGIN
  GET DIAGNOSTICS stack = PG_CONTEXT;
  IF /* its-procedure */ stack !~ ('^PL/pgSQL function retention\.apply\([^\n]*\) line \d+ at GET DIAGNOSTICS\n'
      || 'SQL statement "SELECT [^\n"]* FROM retention\.apply\(at, refusals_days, deliveries_days\) AS step"\n'
      || 'PL/pgSQL function retention\.take_step\([^\n]*\) line \d+ at SQL statement$') THEN
    RAISE EXCEPTION 'retention.apply is called by the procedure take_step alone, and that by CALL, as a statement by itself' USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- Under another level the last look under a lock would not see what was committed before it.
  IF current_setting('transaction_isolation') <> 'read committed' THEN
    RAISE EXCEPTION 'retention.apply: the isolation must be read committed' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  -- Until the commit: nothing is sent to a client that may not be reading, and the server ends what takes longer. 0 first, because a limit that is already
  -- running is not changed by another.
  PERFORM set_config('client_min_messages', 'error', true), set_config('transaction_timeout', '0', true);
  /* one-run */ LOCK TABLE ONLY idempotency.refusals, ONLY webhooks.deliveries_ended, ONLY webhooks.attempts IN SHARE UPDATE EXCLUSIVE MODE;
  SELECT p.action, p.relations, p.month, p.reason INTO step FROM retention.plan(at, refusals_days, deliveries_days) WITH ORDINALITY AS p (action, relations, month, reason, place)
   WHERE p.action IN ('make', 'drop') ORDER BY p.place LIMIT 1;
  IF step.action = 'make' THEN
    FOREACH relation IN ARRAY step.relations LOOP
      PERFORM retention.make_partition(relation, step.month);
    END LOOP;
  ELSIF step.action = 'drop' THEN
    PERFORM set_config('transaction_timeout', '5s', true);
    IF NOT retention.drop_partition(step.relations, step.month) THEN
      step.action := 'keep';
      step.reason := 'one of its deliveries has just become pending';
    END IF;
  END IF;
  RETURN step;
EXCEPTION WHEN OTHERS OR query_canceled THEN
  -- The locks go here, before a client that may not be reading is sent the error.
  RAISE;
END
$$;
GRANT EXECUTE ON FUNCTION retention.apply(timestamptz, integer, integer) TO ledge_retention;
