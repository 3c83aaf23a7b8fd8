-- Captures `capture_amount` (NULL: all that is left) as a transfer; `final` releases the rest. Under the locks of the accounts, as payments.place_hold.
-- A description, external id or metadata that the capture does not give (NULL) is that of its hold, so that the payment can be found by it.
-- The transfer's id contains its recorded time, and random bits of `seed`.
CREATE OR REPLACE FUNCTION payments.capture_hold(
  hold_id uuid,
  seed uuid,
  acting_customer uuid,
  capture_amount numeric,
  final boolean,
  description text,
  external_id text,
  metadata jsonb,
  origin outbox.origin
)
RETURNS payments.hold_outcome
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  hold       payments.holds := (SELECT h FROM payments.holds AS h WHERE h.id = hold_id);
  judged_at  CONSTANT timestamptz := ledger.take_time();
  left_over  CONSTANT bigint := hold.amount - hold.captured;
  taken      CONSTANT numeric := coalesce(capture_amount, left_over);
  ends       CONSTANT boolean := final OR taken = left_over;
  posted     ledger.posting_outcome;
  outcome    payments.hold_outcome;
BEGIN
  outcome.refusal := CASE
    WHEN capture_amount <= 0 THEN 'amount_not_positive'
    WHEN /* hold-open */ hold.status <> 'open' THEN 'hold_not_open'
    WHEN hold.expires_at <= judged_at THEN 'hold_expired'
    WHEN taken > left_over THEN 'capture_exceeds_hold'
  END;
  IF outcome.refusal IS NOT NULL THEN
    RETURN outcome;
  END IF;
  -- The hold has reserved the captured amount: it is released first, so that the posting keeps every overdraft limit. If the posting is refused
  -- nevertheless, the block rolls the release back.
  BEGIN
    UPDATE payments.holds
       SET captured = captured + taken, status = CASE WHEN ends THEN 'captured' ELSE 'open' END,
           resolved_at = CASE WHEN ends THEN judged_at END
     WHERE id = hold_id
    RETURNING * INTO hold;
    PERFORM ledger.move_pending(hold_id, hold.source_account, hold.destination_account,
                                -(CASE WHEN ends THEN left_over ELSE taken END)::bigint, judged_at);
    posted := (ledger.post(ARRAY[
      ROW(1, seed, hold.source_account, hold.destination_account, taken, hold.currency, NULL, NULL, coalesce(description, hold.description),
          coalesce(external_id, hold.external_id), coalesce(metadata, hold.metadata), NULL, hold_id,
          (origin).actor, (origin).request_id, (origin).trace_id)::ledger.posting], judged_at))[1];
    IF posted.refusal IS NOT NULL THEN
      RAISE EXCEPTION USING ERRCODE = 'LB001';
    END IF;
  EXCEPTION WHEN SQLSTATE 'LB001' THEN
    outcome.refusal := posted.refusal;
    RETURN outcome;
  END;
  INSERT INTO outbox.pending (type, transfers, occurred_at) VALUES ('transfer.posted', ARRAY[posted.transaction_id], judged_at);
  PERFORM payments.emit('hold.captured', hold_id, ARRAY[hold.source_account, hold.destination_account], origin,
                        (payments.facts(hold)::jsonb || jsonb_build_object('transfer', posted.transaction_id))::json, judged_at);
  outcome := payments.answer_hold(hold.source_account, hold.destination_account, acting_customer, judged_at);
  outcome.transfer := posted.transaction_id;
  RETURN outcome;
END
$$;
