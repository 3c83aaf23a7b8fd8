-- Locks a transfer before it is reversed, for a request with conditions on its state (If-Match): with the lock that reverse_transfer takes first.
CREATE OR REPLACE FUNCTION ledger.lock_transfer(transfer_id uuid)
RETURNS void
LANGUAGE sql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT FROM ledger.transfers WHERE id = transfer_id FOR UPDATE;
$$;
GRANT EXECUTE ON FUNCTION ledger.lock_transfer(uuid) TO ledge_runtime;
