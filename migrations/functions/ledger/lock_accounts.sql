-- Locks accounts in the order of their ids, so that two batches that share accounts queue instead of deadlocking, and returns them in that
-- order. NO KEY: no posting changes an account's id, and references to it need not wait.
-- The locking statement returns the rows as they are once the locks are held: a row that was waited for is read again (PostgreSQL 18, 13.2.1 Read
-- Committed). So a caller needs no second look-up.
CREATE OR REPLACE FUNCTION ledger.lock_accounts(account_ids uuid[])
RETURNS ledger.held[]
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT
    ARRAY(
      SELECT ledger.held_of(a, a.ctid)
      FROM ledger.accounts AS a
      WHERE id = ANY (account_ids)
      ORDER BY /* lock-order */ id
      /* row-lock */ FOR NO KEY UPDATE
    );
$$;
