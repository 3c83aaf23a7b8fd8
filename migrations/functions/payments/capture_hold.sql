-- Captures an amount of a hold (NULL: all that is left) as a transfer; a final capture releases the rest. Under the locks of the accounts, as
-- payments.place_hold. The hold has reserved the captured amount, so the ledger releases it before it posts. A description, external id or metadata
-- that the capture does not give (NULL) is that of its hold, so that the payment can be found by it.
CREATE OR REPLACE FUNCTION payments.capture_hold(item payments.command, hold payments.holds, judged_at timestamptz)
RETURNS payments.judged
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  left_over CONSTANT bigint := hold.amount - hold.captured;
  taken     CONSTANT numeric := coalesce(item.amount, left_over);
  ends      CONSTANT boolean := item.is_final OR taken = left_over;
  judged    payments.judged;
BEGIN
  judged.refusal := CASE
    WHEN item.amount <= 0 THEN 'amount_not_positive'
    WHEN /* hold-open */ hold.status <> 'open' THEN 'hold_not_open'
    WHEN hold.expires_at <= judged_at THEN 'hold_expired'
    WHEN taken > left_over THEN 'capture_exceeds_hold'
  END;
  IF judged.refusal IS NOT NULL THEN
    RETURN judged;
  END IF;
  judged.posting := ROW(item.place, item.seed, hold.source_account, hold.destination_account, taken, hold.currency, NULL, NULL,
                        coalesce(item.description, hold.description), coalesce(item.external_id, hold.external_id),
                        coalesce(item.metadata, hold.metadata), NULL, hold.id, item.principal, item.request_id, item.trace_id,
                        NULL, CASE WHEN ends THEN left_over ELSE taken END, NULL, NULL, NULL)::ledger.posting;
  hold.captured := hold.captured + taken;
  IF ends THEN
    hold.status := 'captured';
    hold.resolved_at := judged_at;
  END IF;
  judged.hold := hold;
  RETURN judged;
END
$$;
