-- Releases what is left of a hold. Under the locks of the accounts, as payments.place_hold.
CREATE OR REPLACE FUNCTION payments.release_hold(hold_id uuid, acting_customer uuid, origin outbox.origin)
RETURNS payments.hold_outcome
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  hold      payments.holds := (SELECT h FROM payments.holds AS h WHERE h.id = hold_id);
  judged_at CONSTANT timestamptz := ledger.take_time();
  outcome   payments.hold_outcome;
BEGIN
  outcome.refusal := CASE
    WHEN hold.status <> 'open' THEN 'hold_not_open'
    WHEN hold.expires_at <= judged_at THEN 'hold_expired'
  END;
  IF outcome.refusal IS NOT NULL THEN
    RETURN outcome;
  END IF;
  UPDATE payments.holds SET status = 'released', resolved_at = judged_at WHERE id = hold_id RETURNING * INTO hold;
  PERFORM ledger.move_pending(hold_id, hold.source_account, hold.destination_account, hold.captured - hold.amount, judged_at);
  PERFORM payments.emit('hold.released', hold_id, ARRAY[hold.source_account, hold.destination_account], origin, payments.facts(hold), judged_at);
  RETURN payments.answer_hold(hold.source_account, hold.destination_account, acting_customer, judged_at);
END
$$;
