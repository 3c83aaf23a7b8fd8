-- Releases the pending amounts of at most `most` holds whose time has passed, and returns how many they were, and when the next hold expires (NULL: none does).
-- This function, payments.capture_hold and payments.release_hold decide whether a hold has expired, by recorded time and under the accounts' locks; the caller only decides
-- when this runs.
CREATE OR REPLACE FUNCTION payments.sweep_holds(most integer)
RETURNS TABLE (expired integer, next_expiry timestamptz)
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  looked_at CONSTANT timestamptz := ledger.as_of();
  due        uuid[];
  expired_at timestamptz;
  hold       payments.holds;
  holds      payments.holds[] := '{}';
  postings   ledger.posting[] := '{}';
  outcome    ledger.posting_outcome;
  drafts     outbox.pending[] := '{}';
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
      holds := holds || hold;
      postings := postings || ROW(cardinality(holds), NULL, hold.source_account, hold.destination_account, NULL, hold.currency, NULL, NULL, NULL, NULL,
                                  NULL, NULL, hold.id, NULL, NULL, NULL, NULL, hold.amount - hold.captured, NULL, NULL)::ledger.posting;
    END LOOP;
    FOREACH outcome IN ARRAY ledger.post(postings, expired_at, NULL, false) LOOP
      hold := holds[outcome.ordinal];
      drafts := drafts || ROW(NULL, NULL, 'hold.expired', hold.id, NULL, ARRAY[hold.source_account, hold.destination_account],
                              ARRAY[outcome.debit_version, outcome.credit_version], NULL, NULL, NULL, payments.facts(hold), expired_at)::outbox.pending;
    END LOOP;
    PERFORM payments.emit(drafts);
  END IF;
  RETURN QUERY SELECT cardinality(holds), (SELECT min(h.expires_at) FROM payments.holds AS h WHERE h.status = 'open');
END
$$;
GRANT EXECUTE ON FUNCTION payments.sweep_holds(integer) TO ledge_runtime;
