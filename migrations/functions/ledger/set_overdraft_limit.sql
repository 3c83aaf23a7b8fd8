-- Sets the overdraft limit (NULL: none) under the account's row lock, the one that postings take, and records the change. Returns NULL, or the code
-- of the refusal. An account with an owner always has a limit: without one it would be unlimited credit.
CREATE OR REPLACE FUNCTION ledger.set_overdraft_limit(account_id uuid, wanted bigint)
RETURNS text
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  account ledger.accounts;
BEGIN
  SELECT * INTO account FROM ledger.accounts WHERE id = account_id /* row-lock */ FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN 'not_found';
  END IF;
  IF /* account-closed */ account.status = 'closed' THEN
    RETURN 'account_closed';
  END IF;
  IF /* limit-required */ wanted IS NULL AND account.owner_id IS NOT NULL THEN
    RETURN 'overdraft_limit_required';
  END IF;
  IF account.overdraft_limit IS NOT DISTINCT FROM wanted THEN
    RETURN NULL;
  END IF;
  IF /* limit-in-use */ account.posted::numeric - account.pending_out < -wanted THEN
    RETURN 'overdraft_in_use';
  END IF;
  UPDATE ledger.accounts SET overdraft_limit = wanted WHERE id = account_id;
  INSERT INTO ledger.overdraft_changes (account_id, number, version, old_limit, new_limit, recorded_at)
  SELECT account.id, count(*) + 1, account.version, account.overdraft_limit, wanted, ledger.take_time()
    FROM ledger.overdraft_changes AS c WHERE c.account_id = account.id;
  RETURN NULL;
END
$$;
GRANT EXECUTE ON FUNCTION ledger.set_overdraft_limit(uuid, bigint) TO ledge_runtime;
COMMENT ON FUNCTION ledger.set_overdraft_limit IS 'Sets an account''s overdraft limit; returns NULL, or the code of the refusal. Law 5.';
