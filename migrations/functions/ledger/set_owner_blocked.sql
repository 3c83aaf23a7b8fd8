-- Blocks an owner, or ends the block: sets it on every account of the owner under the accounts' row locks, which postings take too. So a posting
-- that gets its locks first is before the block, and every later one sees the block. Locks are taken in the order of the ids, as everywhere; the
-- caller ensures that no other account of the owner is opened meanwhile.
CREATE OR REPLACE FUNCTION ledger.set_owner_blocked(owner uuid, wanted boolean)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM FROM ledger.accounts WHERE owner_id = owner AND owner_blocked <> wanted ORDER BY id /* row-lock */ FOR NO KEY UPDATE;
  UPDATE ledger.accounts SET owner_blocked = wanted WHERE owner_id = owner AND owner_blocked <> wanted;
END
$$;
GRANT EXECUTE ON FUNCTION ledger.set_owner_blocked(uuid, boolean) TO ledge_runtime;
COMMENT ON FUNCTION ledger.set_owner_blocked IS 'Blocks an owner''s accounts for all debits but corrections, or ends the block. Law 7.';
