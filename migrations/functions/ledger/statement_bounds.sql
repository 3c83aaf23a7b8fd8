-- Bounds of the entries recorded, or effective, in [period_start, period_end). Waits like ledger.balance_at for who posts right now, and for
-- the same reason; the end is not in the future, and not in the running millisecond.
CREATE OR REPLACE FUNCTION ledger.statement_bounds(account uuid, period_start timestamptz, period_end timestamptz, effective boolean)
RETURNS ledger.statement_bounds
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  -- Instants are whole milliseconds: the last one before.
  start CONSTANT timestamptz := period_start - interval '1 microsecond';
  finish CONSTANT timestamptz := period_end - interval '1 microsecond';
  opened ledger.balance := ledger.balance_at(account, start, effective);
  closed ledger.balance := ledger.balance_at(account, finish, effective); -- the lock of the first is held until the caller's end
  bounds ledger.statement_bounds;
BEGIN
  IF opened IS NULL THEN
    RETURN NULL;
  END IF;
  SELECT a.version INTO bounds.newest FROM ledger.accounts AS a WHERE a.id = account;
  bounds.opening := opened.posted;
  bounds.closing := closed.posted;
  bounds.after_version := ledger.version_at(account, bounds.newest, start);
  bounds.last_version := ledger.version_at(account, bounds.newest, finish);
  RETURN bounds;
END
$$;
GRANT EXECUTE ON FUNCTION ledger.statement_bounds(uuid, timestamptz, timestamptz, boolean) TO ledge_runtime;
