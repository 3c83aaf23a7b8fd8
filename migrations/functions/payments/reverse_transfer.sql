-- Reverses an amount of an original (NULL: all that is left). Its set holds the locks of the accounts: racing reversals of
-- one transfer run one after the other, and the second sees what the first has reversed.
-- The payee of the original pays: an acting customer must be the payee.
-- With a key of the institution it is a correction: it debits a payee whose customer is blocked, too.
-- It counts at `effective_at` (NULL: when it is recorded), never before its original: otherwise money would have been returned before it was paid.
CREATE OR REPLACE FUNCTION payments.reverse_transfer(item payments.command, original ledger.transfers, posted_at timestamptz)
RETURNS payments.judged
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  counted_at   CONSTANT timestamptz := coalesce(original.effective_at, original.recorded_at); -- the original
  left_over    CONSTANT numeric := original.amount - (SELECT coalesce(sum(amount), 0) FROM ledger.transfers WHERE reversal_of = original.id);
  effective_at timestamptz;
  judged       payments.judged;
BEGIN
  judged.refusal := CASE
    WHEN original.reversal_of IS NOT NULL THEN 'transfer_not_reversible'
    WHEN item.amount <= 0 THEN 'amount_not_positive'
    WHEN /* reversal-limit */ coalesce(item.amount, 1) > left_over THEN 'reversal_exceeds_original'
    WHEN /* not-before */ item.effective_at < counted_at THEN 'reversal_before_original'
  END;
  IF judged.refusal IS NULL THEN
    -- An original may count some moments after it was recorded, because clocks differ.
    effective_at := coalesce(item.effective_at, nullif(greatest(posted_at, counted_at), posted_at));
    judged.posting := ROW(item.place, item.seed, original.destination_account, original.source_account, coalesce(item.amount, left_over),
                          original.currency, item.acting_customer, effective_at, item.description, item.external_id, item.metadata, original.id, NULL,
                          item.principal, item.request_id, item.trace_id, NULL, NULL, item.acting_customer IS NULL,
                          payments.counts_from(item.acting_customer, item.backdating_days, posted_at), item.claim)::ledger.posting;
  END IF;
  RETURN judged;
END
$$;
