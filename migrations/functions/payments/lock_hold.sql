-- Locks a hold and its accounts. NULL: it does not exist, or the acting customer is not its payee, who alone may capture and release it.
-- The runtime calls it before capture_hold and release_hold, for a request with conditions on the hold's state (If-Match).
CREATE OR REPLACE FUNCTION payments.lock_hold(hold_id uuid, acting_customer uuid)
RETURNS payments.holds
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  hold payments.holds;
BEGIN
  SELECT * INTO hold FROM payments.holds WHERE id = hold_id;
  PERFORM ledger.lock_accounts(ARRAY[hold.source_account, hold.destination_account]);
  IF acting_customer IS NOT NULL
     AND NOT EXISTS (SELECT FROM ledger.accounts WHERE id = hold.destination_account AND owner_id = acting_customer) THEN
    RETURN NULL;
  END IF;
  /* hold-lock */ SELECT * INTO hold FROM payments.holds WHERE id = hold_id FOR UPDATE;
  RETURN hold;
END
$$;
GRANT EXECUTE ON FUNCTION payments.lock_hold(uuid, uuid) TO ledge_runtime;
