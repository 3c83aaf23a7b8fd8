-- Releases what is left of a hold. Under the locks of the accounts, as payments.place_hold.
CREATE OR REPLACE FUNCTION payments.release_hold(item payments.command, hold payments.holds, judged_at timestamptz)
RETURNS payments.judged
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  judged payments.judged;
BEGIN
  judged.refusal := CASE
    WHEN hold.status <> 'open' THEN 'hold_not_open'
    WHEN hold.expires_at <= judged_at THEN 'hold_expired'
  END;
  IF judged.refusal IS NOT NULL THEN
    RETURN judged;
  END IF;
  judged.posting := ROW(item.place, item.seed, hold.source_account, hold.destination_account, NULL, hold.currency, NULL, NULL, NULL, NULL, NULL, NULL,
                        hold.id, item.principal, item.request_id, item.trace_id, NULL, hold.amount - hold.captured, NULL, NULL, NULL)::ledger.posting;
  hold.status := 'released';
  hold.resolved_at := judged_at;
  judged.hold := hold;
  RETURN judged;
END
$$;
