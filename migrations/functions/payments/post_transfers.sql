-- Posts a batch of transfers in one transaction, each exactly once (laws 11 to 17). Takes a JSON array of payments.transfer_request and returns
-- their answers in its order (payments.answers).
--
-- Two batches with the same key and request have the same accounts: the second waits for their locks, and its check of the keys, a later
-- statement, sees the first. What still races (one key, two different requests) fails at the primary key: the whole batch is rolled back, and the
-- lane tries it again. So an effect without its key, or two effects under one key, cannot be committed.
--
-- json, not jsonb: it is read once, and never queried.
CREATE OR REPLACE FUNCTION payments.post_transfers(requests json)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
/* settings/plan-once.sql */ /* settings/rows-by-key.sql */
AS $$
DECLARE
  batch     CONSTANT payments.transfer_request[] := ARRAY(
              SELECT r FROM json_populate_recordset(NULL::payments.transfer_request, requests) AS r ORDER BY r.ordinal);
  fresh     payments.transfer_request[];
  repeated  payments.transfer_request[] := '{}'; -- of keys that were recorded before, or in this batch
  held      ledger.held[];
  booked_at timestamptz;
  outcomes  ledger.posting_outcome[];
BEGIN
  held := ledger.lock_accounts(ARRAY(SELECT source_account FROM unnest(batch)) || ARRAY(SELECT destination_account FROM unnest(batch)));

  -- Mostly every request is new.
  IF (SELECT count(*) FROM (SELECT DISTINCT principal, key FROM unnest(batch)) AS r) = cardinality(batch)
     AND NOT EXISTS (SELECT FROM unnest(batch) AS r JOIN idempotency.keys AS k ON k.principal = r.principal AND k.key = r.key) THEN
    fresh := batch;
  ELSE
    fresh := ARRAY(
      SELECT ROW(r.*)::payments.transfer_request FROM (SELECT DISTINCT ON (principal, key) * FROM unnest(batch) ORDER BY principal, key, ordinal) AS r
       WHERE NOT EXISTS (SELECT FROM idempotency.keys AS k WHERE k.principal = r.principal AND k.key = r.key)
       ORDER BY r.ordinal);
    repeated := ARRAY(SELECT ROW(r.*)::payments.transfer_request FROM unnest(batch) AS r
                       WHERE NOT EXISTS (SELECT FROM unnest(fresh) AS f WHERE f.ordinal = r.ordinal));
  END IF;
  booked_at := ledger.take_time();
  outcomes := payments.book(fresh, booked_at, held, false);

  -- In key order, so that two batches that race for keys queue instead of deadlocking.
  INSERT INTO idempotency.keys (principal, key, fingerprint, recorded_at, resource, operation)
  SELECT r.principal, r.key, r.fingerprint, booked_at, r.id, 'createTransfer'
    FROM ROWS FROM (unnest(fresh), unnest(outcomes)) AS r (
           ordinal, principal, key, fingerprint, request_id, seed, acting_customer, source_account, destination_account, amount, currency,
           description, external_id, metadata, effective_at, trace_id, backdating_days,
           answered, refusal, id, recorded_at, debit_posted, debit_pending_in, debit_pending_out, debit_version,
           credit_posted, credit_pending_in, credit_pending_out, credit_version, credit_visible, debit_pending_version, credit_pending_version)
   ORDER BY r.principal, r.key /* key-conflict */;
  -- After the keys, which decide races.
  IF EXISTS (SELECT FROM unnest(outcomes) AS o WHERE o.refusal IS NOT NULL) THEN
    INSERT INTO idempotency.refusals (principal, key, recorded_at, code, request_id, trace_id)
    SELECT r.principal, r.key, booked_at, r.refusal, r.request_id, r.trace_id
      FROM ROWS FROM (unnest(fresh), unnest(outcomes)) AS r (
             ordinal, principal, key, fingerprint, request_id, seed, acting_customer, source_account, destination_account, amount, currency,
             description, external_id, metadata, effective_at, trace_id, backdating_days,
             answered, refusal, id, recorded_at, debit_posted, debit_pending_in, debit_pending_out, debit_version,
             credit_posted, credit_pending_in, credit_pending_out, credit_version, credit_visible, debit_pending_version, credit_pending_version)
     WHERE r.refusal IS NOT NULL;
  END IF;

  RETURN payments.answers(fresh, outcomes, repeated);
END
$$;
GRANT EXECUTE ON FUNCTION payments.post_transfers(json) TO ledge_runtime;
