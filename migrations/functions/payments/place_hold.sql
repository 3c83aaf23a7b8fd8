-- Places a hold (law 8): what it asks the ledger for, and the row that it has if the ledger grants it. Its set holds the locks of the
-- accounts, as of every hold that it changes: so racing captures, releases and sweeps run one after the other, and each sees what the one
-- before it did.
CREATE OR REPLACE FUNCTION payments.place_hold(item payments.command, placed_at timestamptz)
RETURNS payments.judged
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  judged payments.judged;
BEGIN
  IF item.expires_at <= placed_at THEN
    judged.refusal := 'hold_expired';
    RETURN judged;
  END IF;
  judged.is_payer := true; -- the ledger asks that the caller owns the debited account
  judged.hold := ROW(item.seed, item.source_account, item.destination_account,
                     -- What is not in range the ledger refuses, by the amount of the posting.
                     CASE WHEN item.amount BETWEEN 1 AND 9223372036854775807 THEN item.amount END, 0, item.currency, 'open', item.description,
                     item.external_id, item.metadata, item.expires_at, placed_at, NULL)::payments.holds;
  judged.posting := ROW(item.place, item.seed, item.source_account, item.destination_account, NULL, item.currency, item.acting_customer, NULL, NULL,
                        NULL, NULL, NULL, item.seed, item.principal, item.request_id, item.trace_id, item.amount, NULL, NULL, NULL,
                        item.claim)::ledger.posting;
  RETURN judged;
END
$$;
