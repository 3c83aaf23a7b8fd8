-- Blocks an owner, or takes the block back: sets it on every account of the owner under the accounts' row locks, the ones that postings take.
-- So a posting that has its locks first is before the block, and every later one sees it. Locks in the order of the ids, like everyone; the
-- caller sees to it that nobody opens another account of the owner meanwhile.
CREATE OR REPLACE FUNCTION ledger.set_owner_blocked(owner uuid, wanted boolean)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  PERFORM FROM ledger.accounts WHERE owner_id = owner AND owner_blocked <> wanted ORDER BY id FOR NO KEY UPDATE;
  UPDATE ledger.accounts SET owner_blocked = wanted WHERE owner_id = owner AND owner_blocked <> wanted;
END
$$;
GRANT EXECUTE ON FUNCTION ledger.set_owner_blocked(uuid, boolean) TO ledge_runtime;
COMMENT ON FUNCTION ledger.set_owner_blocked IS 'Blocks an owner''s accounts for all debits but corrections, or no longer. Law 7.';
