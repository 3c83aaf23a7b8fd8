-- The trial balance at an instant (NULL: now), by recorded time: one row per account that has an entry. One statement, one snapshot: a
-- transaction's entries have one recorded_at and are visible together or not at all, so debits equal credits in every answer.
-- Runs as its owner, because it reads past versions of accounts (ledger.version_at).
CREATE OR REPLACE FUNCTION reporting.trial_balance_at(at timestamptz)
RETURNS TABLE (account_id text, account_uuid uuid, kind text, code text, name text, currency text, debit numeric, credit numeric)
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  -- Longer than a posting can take from its recorded time to its commit (the runtime's statements end after 15 s, its idle transactions after
  -- 10 s): everything that was recorded before is visible, and the answer is final (law 31).
  settled CONSTANT interval := '1 minute';
BEGIN
  IF at > clock_timestamp() - settled THEN
    RAISE EXCEPTION 'a trial balance is of now (NULL) or of an instant that has passed for a minute: until then something may still be recorded at it'
      USING ERRCODE = 'invalid_parameter_value';
  END IF;
  RETURN QUERY
    SELECT reporting.typeid_of('acct', a.id), a.id, CASE WHEN a.owner_id IS NULL THEN 'house' ELSE 'customer' END, w.code, w.name, a.currency,
           greatest(b.debit, 0) * reporting.minor_unit(a.currency), greatest(-b.debit, 0) * reporting.minor_unit(a.currency)
      FROM ledger.accounts AS a
      LEFT JOIN accounts.accounts AS w ON w.id = a.id
     CROSS JOIN LATERAL (
           SELECT CASE a.normal_side WHEN 'debit' THEN 1 ELSE -1 END::numeric * CASE
                    WHEN at IS NULL THEN a.posted
                    ELSE (SELECT e.balance_after FROM ledger.entries AS e
                           WHERE e.account_id = a.id AND e.version = ledger.version_at(a.id, a.version, at)) END AS debit) AS b
     WHERE a.version > 0 AND b.debit IS NOT NULL
     ORDER BY a.currency, a.owner_id IS NOT NULL, w.code, a.id;
END
$$;
GRANT EXECUTE ON FUNCTION reporting.trial_balance_at(timestamptz) TO ledge_analyst;
COMMENT ON FUNCTION reporting.trial_balance_at IS
  'The trial balance at an instant that has passed for a minute: SELECT * FROM trial_balance_at(''2026-12-01'').';
