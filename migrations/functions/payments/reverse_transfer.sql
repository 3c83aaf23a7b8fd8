-- Reverses an amount of an original (NULL: all that is left). The caller, payments.run_commands, holds the locks of the accounts: racing reversals of
-- one transfer run one after the other, and the second sees what the first has reversed.
-- The payee of the original pays: an acting customer must be the payee.
-- With a key of the institution it is a correction: it debits a payee whose customer is blocked, too.
-- It counts at `effective_at` (NULL: when it is recorded), never before its original: otherwise money would have been returned before it was paid.
-- The reversal's id contains its recorded time, and random bits of the item's seed.
CREATE OR REPLACE FUNCTION payments.reverse_transfer(item payments.command, original ledger.transfers, posted_at timestamptz)
RETURNS ledger.posting_outcome
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  counted_at   CONSTANT timestamptz := coalesce(original.effective_at, original.recorded_at); -- the original
  left_over    CONSTANT numeric := original.amount - (SELECT coalesce(sum(amount), 0) FROM ledger.transfers WHERE reversal_of = original.id);
  effective_at timestamptz;
  posted       ledger.posting_outcome;
BEGIN
  posted.refusal := CASE
    WHEN original.reversal_of IS NOT NULL THEN 'transfer_not_reversible'
    WHEN item.amount <= 0 THEN 'amount_not_positive'
    WHEN /* reversal-limit */ coalesce(item.amount, 1) > left_over THEN 'reversal_exceeds_original'
    WHEN /* not-before */ item.effective_at < counted_at THEN 'reversal_before_original'
  END;
  IF posted.refusal IS NOT NULL THEN
    RETURN posted;
  END IF;
  -- An original may count some moments after it was recorded, because clocks differ.
  effective_at := coalesce(item.effective_at, nullif(greatest(posted_at, counted_at), posted_at));
  posted := (ledger.post(ARRAY[
    ROW(item.place, item.seed, original.destination_account, original.source_account, coalesce(item.amount, left_over), original.currency,
        item.acting_customer, effective_at, item.description, item.external_id, item.metadata, original.id, NULL,
        item.principal, item.request_id, item.trace_id)::ledger.posting], posted_at, corrects => item.acting_customer IS NULL))[1];
  -- The payer of the original can see it too, but may not reverse it.
  IF posted.refusal = 'account_not_found' THEN
    posted.refusal := 'transfer_not_reversible';
  ELSIF posted.refusal IS NULL THEN
    INSERT INTO outbox.pending (type, transfers, occurred_at) VALUES ('transfer.posted', ARRAY[posted.transaction_id], posted_at);
  END IF;
  RETURN posted;
END
$$;
