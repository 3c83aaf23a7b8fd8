-- Releases what is left of a hold. It takes locks as payments.place_hold describes.
CREATE OR REPLACE FUNCTION payments.release_hold(hold_id uuid, acting_customer uuid, origin outbox.origin)
RETURNS payments.hold_outcome
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  hold      payments.holds := payments.lock_hold(hold_id, acting_customer);
  judged_at CONSTANT timestamptz := ledger.take_time();
  outcome   payments.hold_outcome;
BEGIN
  outcome.refusal := CASE
    WHEN hold.id IS NULL THEN 'not_found'
    WHEN hold.status <> 'open' THEN 'hold_not_open'
    WHEN hold.expires_at <= judged_at THEN 'hold_expired'
  END;
  IF outcome.refusal IS NOT NULL THEN
    RETURN outcome;
  END IF;
  UPDATE payments.holds SET status = 'released', resolved_at = judged_at WHERE id = hold_id RETURNING * INTO hold;
  PERFORM ledger.move_pending(hold_id, hold.source_account, hold.destination_account, hold.captured - hold.amount, judged_at);
  PERFORM payments.emit('hold.released', hold_id, hold.source_account, hold.destination_account, origin, payments.facts(hold), judged_at);
  RETURN payments.answer_hold(hold.source_account, hold.destination_account, acting_customer, judged_at);
END
$$;
GRANT EXECUTE ON FUNCTION payments.release_hold(uuid, uuid, outbox.origin) TO ledge_runtime;
