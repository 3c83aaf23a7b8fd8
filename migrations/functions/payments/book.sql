-- Posts transfers in their order, and appends the events of those that were posted. The caller has just locked the accounts, and records the
-- keys. Returns the outcome of each, in the batch's order. Both the batches that lanes form (payments.post_transfers) and those that clients send
-- (payments.post_batch) are posted by this function.
-- All that were posted are appended as one row of ids: the rest of an event is in the transfer's row, which never changes (law 6).
CREATE OR REPLACE FUNCTION payments.book(batch payments.transfer_request[], booked_at timestamptz, held ledger.held[])
RETURNS ledger.posting_outcome[]
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
-- Its callers have the settings of the planner, and setting them again would cost a call with one transfer a hundredth.
DECLARE
  wanted   idempotency.external_ids[];
  claims   idempotency.claims;
  outcomes ledger.posting_outcome[];
  posted   uuid[];
BEGIN
  -- Mostly nothing asks for one.
  IF EXISTS (SELECT FROM unnest(batch) WHERE external_id_unique) THEN
    wanted := ARRAY(SELECT ROW(principal, 'transfer', CASE WHEN external_id_unique THEN external_id END,
                               ledger.dated_id(ledger.id_prefix(booked_at), ordinal, seed))::idempotency.external_ids FROM unnest(batch));
    claims := idempotency.claim(wanted);
  END IF;
  outcomes := ledger.post(ARRAY(
    SELECT ROW(ordinal, seed, source_account, destination_account, amount, currency, acting_customer, effective_at,
               description, external_id, metadata, NULL, NULL, principal, request_id, trace_id, NULL, NULL, NULL,
               payments.counts_from(acting_customer, backdating_days, booked_at), claims.numbers[ordinality])::ledger.posting
      FROM unnest(batch) WITH ORDINALITY), booked_at, held, claims.holders);
  IF wanted IS NOT NULL THEN
    PERFORM idempotency.keep(wanted, claims, ARRAY(SELECT transaction_id FROM unnest(outcomes)));
  END IF;
  posted := ARRAY(SELECT transaction_id FROM unnest(outcomes) WHERE /* event */ refusal IS NULL);
  IF cardinality(posted) > 0 THEN
    INSERT INTO outbox.pending (type, transfers, occurred_at) VALUES ('transfer.posted', posted, booked_at);
  END IF;
  RETURN outcomes;
END
$$;
