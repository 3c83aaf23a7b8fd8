-- Batches: many transfers under one key. What lanes group for speed is one thing (0004), what a client asks for as one is another;
-- both book through the one function below.

-- Posts transfers in their order and records those that were posted. The caller holds the accounts' locks and keeps the keys.
CREATE FUNCTION payments.book(batch payments.transfer_request[]) RETURNS ledger.posting_outcome[]
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
  outcomes ledger.posting_outcome[];
BEGIN
  outcomes := ledger.post(ARRAY(
    SELECT ROW(ordinal, transfer_id, source_account, destination_account, amount, currency, acting_customer, effective_at)::ledger.posting
      FROM unnest(batch)));
  INSERT INTO payments.transfers (id, source_account, destination_account, amount, currency, description, external_id, metadata,
                                  effective_at, recorded_at)
  SELECT r.transfer_id, r.source_account, r.destination_account, r.amount, r.currency, r.description, r.external_id, r.metadata,
         coalesce(r.effective_at, o.recorded_at), o.recorded_at
    FROM unnest(batch) AS r JOIN unnest(outcomes) AS o ON o.ordinal = r.ordinal
   WHERE o.refusal IS NULL;
  RETURN outcomes;
END
$$;

-- What a posting is answered with, apart from its request. 64-bit numbers travel as text: JSON readers keep 53 bits of them.
CREATE FUNCTION payments.answer(o ledger.posting_outcome, transfer_id uuid, request_id text) RETURNS json
LANGUAGE sql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT CASE WHEN o.refusal IS NOT NULL THEN json_build_object('refusal', o.refusal, 'request_id', request_id)
         ELSE json_build_object(
           'transfer_id', transfer_id,
           'request_id', request_id,
           'recorded_at', o.recorded_at,
           'source', json_build_object('posted', o.debit_posted::text, 'pending_in', o.debit_pending_in::text,
                                        'pending_out', o.debit_pending_out::text, 'version', o.debit_version),
           -- A customer who pays a stranger does not learn the stranger's balance (law 26).
           'destination', CASE WHEN o.credit_visible THEN json_build_object('posted', o.credit_posted::text, 'pending_in', o.credit_pending_in::text,
                                             'pending_out', o.credit_pending_out::text, 'version', o.credit_version) END)
         END
$$;

-- As in 0004, which says why it is right; booking and answering now stand in functions of their own.
CREATE OR REPLACE FUNCTION payments.post_transfers(requests jsonb) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
  batch    payments.transfer_request[] := ARRAY(
             SELECT r FROM jsonb_populate_recordset(NULL::payments.transfer_request, requests) AS r);
  fresh    payments.transfer_request[];
  outcomes ledger.posting_outcome[];
BEGIN
  PERFORM ledger.lock_accounts(ARRAY(
    SELECT source_account FROM unnest(batch) UNION SELECT destination_account FROM unnest(batch)));

  fresh := ARRAY(
    SELECT ROW(r.*)::payments.transfer_request FROM (SELECT DISTINCT ON (principal, key) * FROM unnest(batch) ORDER BY principal, key, ordinal) AS r
     WHERE NOT EXISTS (SELECT FROM idempotency.keys AS k WHERE k.principal = r.principal AND k.key = r.key));
  outcomes := payments.book(fresh);

  -- In key order, so that two batches that race for keys queue instead of deadlocking.
  INSERT INTO idempotency.keys (principal, key, fingerprint, operation, outcome, recorded_at)
  SELECT r.principal, r.key, r.fingerprint, 'createTransfer', payments.answer(o, r.transfer_id, r.request_id), o.recorded_at
    FROM unnest(fresh) AS r JOIN unnest(outcomes) AS o ON o.ordinal = r.ordinal
   ORDER BY r.principal, r.key;

  -- One reading for all: what was posted now, what was posted before, and the second of two that came in one batch.
  RETURN (
    SELECT json_agg(json_build_object(
             'ordinal', r.ordinal,
             'replayed', f.ordinal IS NULL,
             'reused', k.fingerprint <> r.fingerprint,
             'outcome', k.outcome) ORDER BY r.ordinal)
      FROM unnest(batch) AS r
      JOIN idempotency.keys AS k ON k.principal = r.principal AND k.key = r.key
      LEFT JOIN unnest(fresh) AS f ON f.ordinal = r.ordinal);
END
$$;

-- A client's batch, inside the caller's transaction, which also records its key. Answers each item's outcome in order; an atomic one
-- posts all or nothing (law 10): when an item is refused, the answer is the first refusal alone, as {"ordinal", "refusal"}.
CREATE FUNCTION payments.post_batch(requests jsonb, atomic boolean) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
  batch    payments.transfer_request[] := ARRAY(
             SELECT r FROM jsonb_populate_recordset(NULL::payments.transfer_request, requests) AS r);
  outcomes ledger.posting_outcome[];
  first    json;
BEGIN
  PERFORM ledger.lock_accounts(ARRAY(
    SELECT source_account FROM unnest(batch) UNION SELECT destination_account FROM unnest(batch)));
  BEGIN
    outcomes := payments.book(batch);
    IF atomic THEN
      SELECT json_build_object('ordinal', o.ordinal, 'refusal', o.refusal) INTO first
        FROM unnest(outcomes) AS o WHERE o.refusal IS NOT NULL ORDER BY o.ordinal LIMIT 1;
    END IF;
    IF first IS NOT NULL THEN
      RAISE EXCEPTION USING ERRCODE = 'LB001';
    END IF;
  EXCEPTION WHEN SQLSTATE 'LB001' THEN
    RETURN first;
  END;
  RETURN (SELECT json_agg(payments.answer(o, r.transfer_id, r.request_id) ORDER BY r.ordinal)
            FROM unnest(batch) AS r JOIN unnest(outcomes) AS o ON o.ordinal = r.ordinal);
END
$$;
GRANT EXECUTE ON FUNCTION payments.post_batch(jsonb, boolean) TO ledge_runtime;
