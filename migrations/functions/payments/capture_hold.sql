-- Captures an amount of a hold (NULL: all that is left) as a transfer; a final capture releases the rest. Under the locks of the accounts, as
-- payments.place_hold. A description, external id or metadata that the capture does not give (NULL) is that of its hold, so that the payment can
-- be found by it. The transfer's id contains its recorded time, and random bits of the item's seed.
CREATE OR REPLACE FUNCTION payments.capture_hold(item payments.command, hold payments.holds, judged_at timestamptz)
RETURNS payments.hold_outcome
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  left_over CONSTANT bigint := hold.amount - hold.captured;
  taken     CONSTANT numeric := coalesce(item.amount, left_over);
  ends      CONSTANT boolean := item.is_final OR taken = left_over;
  posted    ledger.posting_outcome;
  done      payments.hold_outcome;
BEGIN
  done.refusal := CASE
    WHEN item.amount <= 0 THEN 'amount_not_positive'
    WHEN /* hold-open */ hold.status <> 'open' THEN 'hold_not_open'
    WHEN hold.expires_at <= judged_at THEN 'hold_expired'
    WHEN taken > left_over THEN 'capture_exceeds_hold'
  END;
  IF done.refusal IS NOT NULL THEN
    RETURN done;
  END IF;
  -- The hold has reserved the captured amount: it is released first, so that the posting keeps every overdraft limit. If the posting is refused
  -- nevertheless, the block rolls the release back.
  BEGIN
    UPDATE payments.holds AS h
       SET captured = h.captured + taken, status = CASE WHEN ends THEN 'captured' ELSE 'open' END, resolved_at = CASE WHEN ends THEN judged_at END
     WHERE h.id = hold.id
    RETURNING * INTO hold;
    PERFORM ledger.move_pending(hold.id, hold.source_account, hold.destination_account,
                                -(CASE WHEN ends THEN left_over ELSE taken END)::bigint, judged_at);
    posted := (ledger.post(ARRAY[
      ROW(item.place, item.seed, hold.source_account, hold.destination_account, taken, hold.currency, NULL, NULL,
          coalesce(item.description, hold.description), coalesce(item.external_id, hold.external_id), coalesce(item.metadata, hold.metadata),
          NULL, hold.id, item.principal, item.request_id, item.trace_id)::ledger.posting], judged_at))[1];
    IF posted.refusal IS NOT NULL THEN
      RAISE EXCEPTION USING ERRCODE = 'LB001';
    END IF;
  EXCEPTION WHEN SQLSTATE 'LB001' THEN
    done.refusal := posted.refusal;
    RETURN done;
  END;
  INSERT INTO outbox.pending (type, transfers, occurred_at) VALUES ('transfer.posted', ARRAY[posted.transaction_id], judged_at);
  PERFORM payments.emit('hold.captured', hold.id, ARRAY[hold.source_account, hold.destination_account],
                        ROW(item.principal, item.request_id, item.trace_id),
                        (payments.facts(hold)::jsonb || jsonb_build_object('transfer', posted.transaction_id))::json, judged_at);
  done.hold := hold;
  done.transfer := posted.transaction_id;
  RETURN done;
END
$$;
