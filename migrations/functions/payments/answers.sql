-- The answers to transfers that were just posted or refused, and to those that repeat a key, in the order of their ordinals: as parallel arrays,
-- which cost Postgres and the reader a third of what one object per answer does. A repeated request is answered from rows that never change, with
-- what the first answer was made of (law 12): the transfer's own row, or the refusal beside the key. A key of neither was refused so long ago that
-- the refusal has gone: outcome_expired.
-- A customer who pays someone else does not see the payee's balance (law 26). 64-bit numbers are text: JSON readers keep only 53 bits of a number.
-- Pending amounts are null when they are 0.
CREATE OR REPLACE FUNCTION payments.answers(
  booked payments.transfer_request[],
  outcomes ledger.posting_outcome[],
  repeated payments.transfer_request[] DEFAULT '{}'
)
RETURNS json
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
-- Its callers have the settings of the planner, and setting them again would cost a call with one transfer a hundredth.
BEGIN
  RETURN (
    SELECT json_build_object(
             'replayed', array_agg(replayed), 'reused', array_agg(reused), 'refusal', array_agg(refusal), 'existing', array_agg(existing), 'id', array_agg(id),
             'request_id', array_agg(request_id), 'recorded_at', array_agg(recorded_at),
             'source_posted', array_agg(debit_posted::text), 'source_pending_in', array_agg(debit_pending_in::text),
             'source_pending_out', array_agg(debit_pending_out::text), 'source_version', array_agg(debit_version),
             'destination_posted', array_agg(CASE WHEN credit_visible THEN credit_posted::text END),
             'destination_pending_in', array_agg(CASE WHEN credit_visible THEN credit_pending_in::text END),
             'destination_pending_out', array_agg(CASE WHEN credit_visible THEN credit_pending_out::text END),
             'destination_version', array_agg(CASE WHEN credit_visible THEN credit_version END))
      FROM (SELECT f.ordinal, false AS replayed, false AS reused, f.request_id, refusal, existing, id, recorded_at,
                   debit_posted, nullif(debit_pending_in, 0) AS debit_pending_in, nullif(debit_pending_out, 0) AS debit_pending_out, debit_version,
                   credit_posted, nullif(credit_pending_in, 0) AS credit_pending_in, nullif(credit_pending_out, 0) AS credit_pending_out,
                   credit_version, credit_visible
              FROM ROWS FROM (unnest(booked), unnest(outcomes)) AS f (
                     ordinal, principal, key, fingerprint, request_id, seed, acting_customer, source_account, destination_account, amount, currency,
                     description, external_id, metadata, effective_at, trace_id, backdating_days, external_id_unique,
                     answered, refusal, id, recorded_at, debit_posted, debit_pending_in, debit_pending_out, debit_version,
                     credit_posted, credit_pending_in, credit_pending_out, credit_version, credit_visible, debit_pending_version, credit_pending_version,
                     existing)
             UNION ALL
            SELECT r.ordinal, true, k.fingerprint <> r.fingerprint, coalesce(t.request_id, n.request_id, r.request_id),
                   CASE WHEN k.resource IS NULL THEN coalesce(n.code, 'outcome_expired') END, n.existing, t.id, k.recorded_at,
                   t.source_balance, t.source_pending_in, t.source_pending_out, t.source_version,
                   t.destination_balance, t.destination_pending_in, t.destination_pending_out, t.destination_version,
                   /* visible */ r.acting_customer IS NULL
                     OR EXISTS (SELECT FROM ledger.accounts AS a WHERE a.id = t.destination_account AND a.owner_id = r.acting_customer)
              FROM unnest(repeated) AS r
              JOIN idempotency.keys AS k ON k.principal = r.principal AND k.key = r.key
              LEFT JOIN /* as-booked */ ledger.transfers AS t ON t.id = k.resource
              -- OFFSET 0: it is called only for what was refused.
              LEFT JOIN LATERAL (SELECT f.code, f.request_id, f.existing FROM idempotency.refusal_of(k.principal, k.key, k.recorded_at) AS f
                                  WHERE k.resource IS NULL OFFSET 0) AS n ON true
             ORDER BY 1) AS a);
END
$$;
