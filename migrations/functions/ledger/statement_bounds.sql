-- The bounds of the entries recorded, or effective, in [period_start, period_end). It waits like ledger.balance_at for postings in flight, and for
-- the same reason; the end is neither in the future nor in the present millisecond (NULL: now). Without a start, the period begins when the account
-- was opened, or when its first entry counts, if a backdating counts before.
CREATE OR REPLACE FUNCTION ledger.statement_bounds(
  account uuid,
  opened_at timestamptz,
  period_start timestamptz,
  period_end timestamptz,
  effective boolean
)
RETURNS ledger.statement_bounds
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  -- Instants are whole milliseconds: the last one before.
  tick   CONSTANT interval := '1 millisecond';
  closed ledger.balance := ledger.balance_at(account, period_end - tick, effective); -- its lock is held until the caller's end
  opened ledger.balance;
  bounds ledger.statement_bounds;
BEGIN
  IF closed IS NULL THEN
    RETURN NULL;
  END IF;
  bounds.ends_at := closed.as_of + tick;
  bounds.starts_at := least(bounds.ends_at, coalesce(period_start, least(
    opened_at,
    (SELECT e.recorded_at FROM ledger.entries AS e WHERE e.account_id = account AND e.version = 1),
    CASE WHEN effective THEN (SELECT min(b.effective_at) FROM ledger.backdatings AS b WHERE b.account_id = account) END)));
  opened := ledger.balance_at(account, bounds.starts_at - tick, effective);
  SELECT a.version INTO bounds.newest FROM ledger.accounts AS a WHERE a.id = account;
  bounds.opening := opened.posted;
  bounds.closing := closed.posted;
  bounds.after_version := ledger.version_at(account, bounds.newest, opened.as_of);
  bounds.last_version := ledger.version_at(account, bounds.newest, closed.as_of);
  bounds.read_at := ledger.clock();
  RETURN bounds;
END
$$;
GRANT EXECUTE ON FUNCTION ledger.statement_bounds(uuid, timestamptz, timestamptz, timestamptz, boolean) TO ledge_runtime, ledge_acting;
