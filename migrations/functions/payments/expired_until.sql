-- Until when open holds have expired, for whoever is about to read some ('-infinity': none has). Final (ledger.final), so that what is read as
-- expired is captured neither by who is in flight nor later, whatever the clock does. To be called in a statement of its own, before the one
-- that reads. A look at the index, unless a hold has expired and the sweep has not come yet.
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
GRANT EXECUTE ON FUNCTION payments.expired_until() TO ledge_runtime;
