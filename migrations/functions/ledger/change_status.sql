-- Changes the status of an account: open ⇄ frozen, and closed for good (law 7). It decides under the account's row lock, the same lock that
-- postings take, so that a closing and a payment cannot both succeed. Returns NULL, or the code of the refusal.
CREATE OR REPLACE FUNCTION ledger.change_status(account_id uuid, new_status text)
RETURNS text
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  account ledger.accounts;
BEGIN
  IF new_status NOT IN ('open', 'frozen', 'closed') THEN
    RAISE EXCEPTION 'ledger.change_status: no such status' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  SELECT * INTO account FROM ledger.accounts WHERE id = account_id /* row-lock */ FOR NO KEY UPDATE;
  IF NOT FOUND THEN
    RETURN 'not_found';
  END IF;
  IF account.status = new_status THEN
    RETURN NULL;
  END IF;
  IF account.status = 'closed' THEN
    RETURN 'account_closed';
  END IF;
  IF new_status = 'closed' AND (account.posted <> 0 OR account.pending_in <> 0 OR account.pending_out <> 0) THEN
    RETURN 'balance_not_zero';
  END IF;
  UPDATE ledger.accounts SET status = new_status WHERE id = account_id;
  RETURN NULL;
END
$$;
GRANT EXECUTE ON FUNCTION ledger.change_status(uuid, text) TO ledge_runtime;
COMMENT ON FUNCTION ledger.change_status IS 'Changes an account''s status; returns NULL, or the code of the refusal. Law 7.';
