-- Posts a batch of transfers in one transaction, each exactly once (laws 11 to 17). Takes a JSON array of payments.transfer_request and returns
-- [{"ordinal", "replayed", "reused", "outcome"}, …] in its order; outcome is that of the key's row, whichever request recorded it.
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
  booked    integer[];
  held      ledger.accounts[];
  booked_at timestamptz;
  answers   json[];
BEGIN
  held := ledger.lock_accounts(ARRAY(SELECT source_account FROM unnest(batch) UNION SELECT destination_account FROM unnest(batch)));

  fresh := ARRAY(
    SELECT ROW(r.*)::payments.transfer_request FROM (SELECT DISTINCT ON (principal, key) * FROM unnest(batch) ORDER BY principal, key, ordinal) AS r
     WHERE NOT EXISTS (SELECT FROM idempotency.keys AS k WHERE k.principal = r.principal AND k.key = r.key)
     ORDER BY r.ordinal);
  booked_at := ledger.take_time();
  answers := payments.book(fresh, booked_at, held);

  -- In key order, so that two batches that race for keys queue instead of deadlocking.
  INSERT INTO idempotency.keys (principal, key, fingerprint, operation, outcome, recorded_at)
  SELECT r.principal, r.key, r.fingerprint, 'createTransfer', r.answer, booked_at
    FROM ROWS FROM (unnest(fresh), unnest(answers)) AS r (
           ordinal, principal, key, fingerprint, request_id, seed, acting_customer, source_account, destination_account, amount, currency,
           description, external_id, metadata, effective_at, trace_id, answer)
   ORDER BY r.principal, r.key /* key-conflict */;

  -- The outcomes that were stored now; and those of the keys' rows, for requests that were posted before and for the second of two in one batch.
  booked := ARRAY(SELECT ordinal FROM unnest(fresh));
  RETURN (
    SELECT json_agg(ROW(i.ordinal, i.replayed, i.reused, i.outcome)::payments.posted_item ORDER BY i.ordinal)
      FROM (SELECT f.ordinal, false AS replayed, false AS reused, f.answer AS outcome FROM unnest(booked, answers) AS f (ordinal, answer)
             UNION ALL
            SELECT r.ordinal, true, k.fingerprint <> r.fingerprint, k.outcome
              FROM unnest(batch) AS r JOIN idempotency.keys AS k ON k.principal = r.principal AND k.key = r.key
             WHERE r.ordinal <> ALL (booked)) AS i);
END
$$;
GRANT EXECUTE ON FUNCTION payments.post_transfers(json) TO ledge_runtime;
