-- Reverses `reversal_amount` of an original (NULL: all that is left). The caller, payments.run_commands, holds the locks of the accounts: racing
-- reversals of one transfer run one after the other, and the second sees what the first has reversed.
-- The payee of the original pays: an acting customer must be the payee.
-- With a key of the institution it is a correction: it debits a payee whose customer is blocked, too.
-- It counts at `effective_at` (NULL: when it is recorded), never before its original: otherwise money would have been returned before it was paid.
-- The reversal's id contains its recorded time, and random bits of `seed`.
CREATE OR REPLACE FUNCTION payments.reverse_transfer(
  seed uuid,
  original_id uuid,
  acting_customer uuid,
  reversal_amount numeric,
  reason text,
  external_id text,
  metadata jsonb,
  effective_at timestamptz,
  origin outbox.origin
)
RETURNS payments.reversal_outcome
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  original ledger.transfers;
  posted   ledger.posting_outcome;
  left_over numeric;
  counted_at timestamptz; -- the original
  posted_at timestamptz;
  outcome  payments.reversal_outcome;
BEGIN
  SELECT * INTO original FROM ledger.transfers WHERE id = original_id;
  counted_at := coalesce(original.effective_at, original.recorded_at);
  SELECT original.amount - coalesce(sum(amount), 0) INTO left_over FROM ledger.transfers WHERE reversal_of = original_id;
  outcome.refusal := CASE
    WHEN original.reversal_of IS NOT NULL THEN 'transfer_not_reversible'
    WHEN reversal_amount <= 0 THEN 'amount_not_positive'
    WHEN /* reversal-limit */ coalesce(reversal_amount, 1) > left_over THEN 'reversal_exceeds_original'
    WHEN /* not-before */ effective_at < counted_at THEN 'reversal_before_original'
  END;
  IF outcome.refusal IS NOT NULL THEN
    RETURN outcome;
  END IF;

  posted_at := ledger.take_time();
  -- An original may count some moments after it was recorded, because clocks differ.
  effective_at := coalesce(effective_at, nullif(greatest(posted_at, counted_at), posted_at));
  posted := (ledger.post(ARRAY[
    ROW(1, seed, original.destination_account, original.source_account, coalesce(reversal_amount, left_over),
        original.currency, acting_customer, effective_at, reason, external_id, metadata, original_id, NULL,
        (origin).actor, (origin).request_id, (origin).trace_id)::ledger.posting], posted_at, corrects => acting_customer IS NULL))[1];
  IF posted.refusal IS NOT NULL THEN
    -- The payer of the original can see it too, but may not reverse it.
    outcome.refusal := CASE posted.refusal WHEN 'account_not_found' THEN 'transfer_not_reversible' ELSE posted.refusal END;
    RETURN outcome;
  END IF;

  INSERT INTO outbox.pending (type, transfers, occurred_at) VALUES ('transfer.posted', ARRAY[posted.transaction_id], posted_at);
  outcome.id := posted.transaction_id;
  outcome.source := json_build_object('posted', posted.debit_posted::text, 'pending_in', posted.debit_pending_in::text,
                                      'pending_out', posted.debit_pending_out::text, 'version', posted.debit_version);
  IF posted.credit_visible THEN
    outcome.destination := json_build_object('posted', posted.credit_posted::text, 'pending_in', posted.credit_pending_in::text,
                                             'pending_out', posted.credit_pending_out::text, 'version', posted.credit_version);
  END IF;
  RETURN outcome;
END
$$;
