-- Changes the pending amounts of both accounts by `change` (negative: releases). The caller holds their locks.
CREATE OR REPLACE FUNCTION ledger.move_pending(hold_id uuid, debit_account uuid, credit_account uuid, change bigint, moved_at timestamptz)
RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$
  WITH
    moved AS (
      UPDATE ledger.accounts
      SET
        pending_in = pending_in + CASE
          WHEN (normal_side = 'debit') = (id = debit_account) THEN change
          ELSE 0
        END,
        pending_out = pending_out + CASE
          WHEN (normal_side = 'debit') = (id = debit_account) THEN 0
          ELSE change
        END,
        pending_version = pending_version + 1
      WHERE id IN (debit_account, credit_account)
      RETURNING *
    )
  INSERT INTO ledger.pending_entries (account_id, version, hold_id, change, pending_in, pending_out, recorded_at)
  SELECT id, pending_version, hold_id, change, pending_in, pending_out, moved_at FROM moved;
$$;
