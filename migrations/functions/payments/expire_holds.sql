-- Releases the pending amounts of at most `most` holds whose time has passed, and returns when the next hold expires (NULL: none does).
-- This function and payments.capture_hold decide whether a hold has expired, by recorded time and under the accounts' locks; the caller only decides
-- when this runs.
CREATE OR REPLACE FUNCTION payments.expire_holds(most integer)
RETURNS timestamptz
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  looked_at CONSTANT timestamptz := ledger.as_of();
  due        uuid[];
  expired_at timestamptz;
  hold       payments.holds;
BEGIN
  due := ARRAY(SELECT id FROM payments.holds WHERE status = 'open' AND expires_at <= looked_at ORDER BY expires_at LIMIT most);
  IF cardinality(due) > 0 THEN
    PERFORM ledger.lock_accounts(ARRAY(
      SELECT source_account FROM payments.holds WHERE id = ANY (due) UNION SELECT destination_account FROM payments.holds WHERE id = ANY (due)));
    expired_at := ledger.take_time();
    FOR hold IN
      UPDATE payments.holds SET status = 'expired', resolved_at = expired_at
       WHERE id = ANY (due) AND status = 'open' AND expires_at <= expired_at RETURNING *
    LOOP
      PERFORM ledger.move_pending(hold.id, hold.source_account, hold.destination_account, hold.captured - hold.amount, expired_at);
      PERFORM payments.emit('hold.expired', hold.id, ARRAY[hold.source_account, hold.destination_account], NULL, payments.facts(hold), expired_at);
    END LOOP;
  END IF;
  RETURN (SELECT min(expires_at) FROM payments.holds WHERE status = 'open');
END
$$;
GRANT EXECUTE ON FUNCTION payments.expire_holds(integer) TO ledge_runtime;
