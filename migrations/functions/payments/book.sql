-- Posts transfers in their order, and appends the events of those that were posted. The caller has just locked the accounts, and records the
-- keys. Returns the outcome of each, in the batch's order. Both the batches that lanes form (payments.post_transfers) and those that clients send
-- (payments.post_batch) are posted by this function.
-- `dry` as in ledger.post.
-- All that were posted are appended as one row of ids: the rest of an event is in the transfer's row, which never changes (law 6).
CREATE OR REPLACE FUNCTION payments.book(batch payments.transfer_request[], booked_at timestamptz, held ledger.held[], dry boolean)
RETURNS ledger.posting_outcome[]
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
-- Its callers have the settings of the planner, and setting them again would cost a call with one transfer a hundredth.
DECLARE
  outcomes CONSTANT ledger.posting_outcome[] := ledger.post(ARRAY(
    SELECT ROW(ordinal, seed, source_account, destination_account, amount, currency, acting_customer, effective_at,
               description, external_id, metadata, NULL, NULL, principal, request_id, trace_id, NULL, NULL, NULL,
               payments.counts_from(acting_customer, backdating_days, booked_at))::ledger.posting
      FROM unnest(batch)), booked_at, held, dry);
  posted uuid[];
BEGIN
  IF dry THEN
    RETURN outcomes;
  END IF;
  posted := ARRAY(SELECT transaction_id FROM unnest(outcomes) WHERE /* event */ refusal IS NULL);
  IF cardinality(posted) > 0 THEN
    INSERT INTO outbox.pending (type, transfers, occurred_at) VALUES ('transfer.posted', posted, booked_at);
  END IF;
  RETURN outcomes;
END
$$;
