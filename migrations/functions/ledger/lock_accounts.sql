-- Locks accounts in the order of their ids, so that two batches that share accounts queue instead of deadlocking, and answers them in that
-- order. NO KEY: nothing here changes an account's id, and readers of it need not wait.
-- What the locking statement returns is what stands once the lock is held: the row that was waited for is read anew (PostgreSQL 18,
-- 13.2.1 Read Committed). So a caller needs no second look-up.
CREATE OR REPLACE FUNCTION ledger.lock_accounts(account_ids uuid[])
RETURNS ledger.accounts[]
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT
    ARRAY(
      SELECT a
      FROM ledger.accounts AS a
      WHERE id = ANY (account_ids)
      ORDER BY /* lock-order */ id
      /* row-lock */ FOR NO KEY UPDATE
    );
$$;
