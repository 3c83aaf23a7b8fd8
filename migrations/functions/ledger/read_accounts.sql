-- Accounts in the order of their ids, as ledger.lock_accounts returns them, but for a dry run: no row is locked, so nothing waits for it, and what it reads
-- is what its transaction's snapshot has.
CREATE OR REPLACE FUNCTION ledger.read_accounts(account_ids uuid[])
RETURNS ledger.held[]
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT ARRAY(SELECT ledger.held_of(a, a.ctid) FROM ledger.accounts AS a WHERE /* as-read */ id = ANY (account_ids) ORDER BY id);
$$;
