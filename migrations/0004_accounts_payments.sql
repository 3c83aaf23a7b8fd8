-- What an account is to its holder, and transfers with the function that posts them exactly once.
CREATE TABLE accounts.accounts (
  id          uuid        PRIMARY KEY,
  kind        text        NOT NULL CHECK (kind IN ('customer', 'house')),
  customer_id uuid        CHECK ((kind = 'customer') = (customer_id IS NOT NULL)),
  code        text        CHECK ((kind = 'house') = (code IS NOT NULL)),
  currency    text        NOT NULL,
  name        text,
  metadata    jsonb       NOT NULL,
  created_at  timestamptz NOT NULL,
  UNIQUE (code, currency)
);
CREATE INDEX accounts_by_customer ON accounts.accounts (customer_id, id);
GRANT SELECT, INSERT ON accounts.accounts TO ledge_runtime;

CREATE TABLE payments.transfers (
  id                  uuid        PRIMARY KEY,
  source_account      uuid        NOT NULL,
  destination_account uuid        NOT NULL,
  amount              bigint      NOT NULL CHECK (amount > 0),
  currency            text        NOT NULL,
  description         text,
  external_id         text,
  metadata            jsonb       NOT NULL,
  effective_at        timestamptz NOT NULL CHECK (isfinite(effective_at)),
  recorded_at         timestamptz NOT NULL
);
-- For an account's transfers, newest first, from either side.
CREATE INDEX transfers_by_source ON payments.transfers (source_account, id);
CREATE INDEX transfers_by_destination ON payments.transfers (destination_account, id);
GRANT SELECT ON payments.transfers TO ledge_runtime;

CREATE TYPE payments.transfer_request AS (
  ordinal             integer,
  principal           uuid,
  key                 text,
  fingerprint         bytea,
  request_id          text,
  transfer_id         uuid,
  acting_customer     uuid,
  source_account      uuid,
  destination_account uuid,
  amount              numeric,
  currency            text,
  description         text,
  external_id         text,
  metadata            jsonb,
  effective_at        timestamptz
);

-- A batch of transfers in one transaction, each exactly once (laws 11 to 17). Takes a JSON array of transfer_request and answers
-- [{"ordinal", "replayed", "reused", "outcome"}, …] in its order; outcome is the key's stored row, whoever wrote it and when.
--
-- Two batches that hold the same key and request name the same accounts: the second waits at their locks, and its check of the
-- keys, a later statement, sees the first. What still races (one key, two different requests) fails at the primary key,
-- undoes the whole batch and is tried again by the lane. So an effect without its key, or twice under it, cannot be committed.
CREATE FUNCTION payments.post_transfers(requests jsonb) RETURNS json
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

  outcomes := ledger.post(ARRAY(
    SELECT ROW(ordinal, transfer_id, source_account, destination_account, amount, currency, acting_customer, effective_at)::ledger.posting
      FROM unnest(fresh)));

  INSERT INTO payments.transfers (id, source_account, destination_account, amount, currency, description, external_id, metadata,
                                  effective_at, recorded_at)
  SELECT r.transfer_id, r.source_account, r.destination_account, r.amount, r.currency, r.description, r.external_id, r.metadata,
         coalesce(r.effective_at, o.recorded_at), o.recorded_at
    FROM unnest(fresh) AS r JOIN unnest(outcomes) AS o ON o.ordinal = r.ordinal
   WHERE o.refusal IS NULL;

  -- In key order, so that two batches that race for keys queue instead of deadlocking. 64-bit numbers travel as text: JSON
  -- readers keep 53 bits of them.
  INSERT INTO idempotency.keys (principal, key, fingerprint, operation, outcome, recorded_at)
  SELECT r.principal, r.key, r.fingerprint, 'createTransfer',
         CASE WHEN o.refusal IS NOT NULL THEN json_build_object('refusal', o.refusal, 'request_id', r.request_id)
         ELSE json_build_object(
           'transfer_id', r.transfer_id,
           'request_id', r.request_id,
           'recorded_at', o.recorded_at,
           'source', json_build_object('posted', o.debit_posted::text, 'pending_in', o.debit_pending_in::text,
                                        'pending_out', o.debit_pending_out::text, 'version', o.debit_version),
           -- A customer who pays a stranger does not learn the stranger's balance (law 26).
           'destination', CASE WHEN o.credit_visible THEN json_build_object('posted', o.credit_posted::text, 'pending_in', o.credit_pending_in::text,
                                             'pending_out', o.credit_pending_out::text, 'version', o.credit_version) END)
         END,
         o.recorded_at
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
GRANT EXECUTE ON FUNCTION payments.post_transfers(jsonb) TO ledge_runtime;
