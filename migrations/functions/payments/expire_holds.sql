-- Lets the pending of holds go whose time has passed, at most `most` of them, and says when the next one is due (NULL: none).
-- When a hold has expired is decided here and in payments.capture_hold, by this clock; whoever calls only decides when to look.
CREATE OR REPLACE FUNCTION payments.expire_holds(most integer)
RETURNS timestamptz
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  due  uuid[];
  hold payments.holds;
BEGIN
  due := ARRAY(SELECT id FROM payments.holds WHERE status = 'open' AND expires_at <= ledger.clock() ORDER BY expires_at LIMIT most);
  PERFORM ledger.lock_accounts(ARRAY(
    SELECT source_account FROM payments.holds WHERE id = ANY (due) UNION SELECT destination_account FROM payments.holds WHERE id = ANY (due)));
  FOR hold IN
    UPDATE payments.holds SET status = 'expired', resolved_at = ledger.clock() WHERE id = ANY (due) AND status = 'open' RETURNING *
  LOOP
    PERFORM ledger.move_pending(hold.id, hold.source_account, hold.destination_account, hold.captured - hold.amount, hold.resolved_at);
    PERFORM payments.tell('hold.expired', hold.id, hold.source_account, hold.destination_account, NULL, payments.facts(hold), hold.resolved_at);
  END LOOP;
  RETURN (SELECT min(expires_at) FROM payments.holds WHERE status = 'open');
END
$$;
GRANT EXECUTE ON FUNCTION payments.expire_holds(integer) TO ledge_runtime;
