-- Releases what is left of a hold. Under the locks of the accounts, as payments.place_hold.
CREATE OR REPLACE FUNCTION payments.release_hold(item payments.command, hold payments.holds, judged_at timestamptz)
RETURNS payments.hold_outcome
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  done payments.hold_outcome;
BEGIN
  done.refusal := CASE
    WHEN hold.status <> 'open' THEN 'hold_not_open'
    WHEN hold.expires_at <= judged_at THEN 'hold_expired'
  END;
  IF done.refusal IS NOT NULL THEN
    RETURN done;
  END IF;
  UPDATE payments.holds AS h SET status = 'released', resolved_at = judged_at WHERE h.id = hold.id RETURNING * INTO hold;
  PERFORM ledger.move_pending(hold.id, hold.source_account, hold.destination_account, hold.captured - hold.amount, judged_at);
  PERFORM payments.emit('hold.released', hold.id, ARRAY[hold.source_account, hold.destination_account],
                        ROW(item.principal, item.request_id, item.trace_id), payments.facts(hold), judged_at);
  done.hold := hold;
  RETURN done;
END
$$;
