-- Does the first step of retention.plan, in the caller's transaction, and returns it; NULL: nothing is left to be done. It is called until then, so that no
-- lock outlasts one partition. Nothing else in the database deletes.
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
BEGIN
  /* one-run */ LOCK TABLE ONLY idempotency.refusals, ONLY webhooks.deliveries_ended, ONLY webhooks.attempts IN SHARE UPDATE EXCLUSIVE MODE;
  SELECT p.action, p.relations, p.month, p.reason INTO step FROM retention.plan(at, refusals_days, deliveries_days) WITH ORDINALITY AS p (action, relations, month, reason, place)
   WHERE p.action IN ('make', 'drop') ORDER BY p.place LIMIT 1;
  IF step.action = 'make' THEN
    FOREACH relation IN ARRAY step.relations LOOP
      PERFORM retention.make_partition(relation, step.month);
    END LOOP;
  ELSIF step.action = 'drop' THEN
    IF NOT retention.drop_partition(step.relations, step.month) THEN
      step.action := 'keep';
      step.reason := 'one of its deliveries has just become pending';
    END IF;
  END IF;
  RETURN step;
END
$$;
GRANT EXECUTE ON FUNCTION retention.apply(timestamptz, integer, integer) TO ledge_retention;
