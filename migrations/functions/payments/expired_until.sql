-- The instant until which open holds count as expired, for a reader of holds ('-infinity': none has expired). It is final (ledger.final), so that a
-- hold that is read as expired is captured neither by a transaction in flight nor later, whatever the clock does. To be called in a statement of its
-- own, before the one that reads. It costs one index look-up, unless a hold has expired and the sweep has not run yet.
CREATE OR REPLACE FUNCTION payments.expired_until()
RETURNS timestamptz
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  looked_at CONSTANT timestamptz := ledger.as_of();
  latest    CONSTANT timestamptz := (SELECT max(expires_at) FROM payments.holds WHERE status = 'open' AND expires_at <= looked_at);
BEGIN
  RETURN CASE WHEN latest IS NULL THEN '-infinity' ELSE /* judged */ ledger.final(latest) END;
END
$$;
GRANT EXECUTE ON FUNCTION payments.expired_until() TO ledge_runtime, ledge_acting;
