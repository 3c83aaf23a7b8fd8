-- Posts transfers in their order, and appends the events of those that were posted. The caller has just locked the accounts, and records the
-- keys. Returns the outcome of each, in the batch's order. Both the batches that lanes form (payments.post_transfers) and those that clients send
-- (payments.post_batch) are posted by this function.
-- The event of a posted transfer has no data: its data is in the journal, where a transfer's row never changes (law 6).
CREATE OR REPLACE FUNCTION payments.book(batch payments.transfer_request[], booked_at timestamptz, held ledger.accounts[])
RETURNS ledger.posting_outcome[]
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
/* settings/plan-once.sql */ /* settings/rows-by-key.sql */
AS $$
DECLARE
  outcomes CONSTANT ledger.posting_outcome[] := ledger.post(ARRAY(
    SELECT ROW(ordinal, seed, source_account, destination_account, amount, currency, acting_customer, effective_at,
               description, external_id, metadata, NULL, NULL, principal, request_id, trace_id)::ledger.posting
      FROM unnest(batch)), booked_at, held);
BEGIN
  -- Parallel arrays must have the same order.
  IF ARRAY(SELECT ordinal FROM unnest(batch)) <> ARRAY(SELECT ordinal FROM unnest(outcomes)) THEN
    RAISE EXCEPTION 'payments.book: a batch comes in the order of its ordinals' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  INSERT INTO outbox.pending (type, resource, accounts, versions, actor, request_id, trace_id, data, occurred_at)
  SELECT 'transfer.posted', id, ARRAY[source_account, destination_account], ARRAY[debit_version, credit_version], principal, request_id,
         trace_id, NULL, recorded_at
    FROM ROWS FROM (unnest(batch), unnest(outcomes)) AS i (
           ordinal, principal, key, fingerprint, request_id, seed, acting_customer, source_account, destination_account, amount, currency,
           description, external_id, metadata, effective_at, trace_id,
           answered, refusal, id, recorded_at, debit_posted, debit_pending_in, debit_pending_out, debit_version,
           credit_posted, credit_pending_in, credit_pending_out, credit_version, credit_visible)
   WHERE /* event */ refusal IS NULL ORDER BY ordinal;
  RETURN outcomes;
END
$$;
