-- What a posting is answered with, apart from its request; stored under the key. Written from rows of known shapes: half the time of
-- building the JSON argument by argument. 64-bit numbers travel as text: JSON readers keep 53 bits of them.
--
-- Part of the statement that calls it, which a function with settings of its own cannot be: hence no search_path, every name with its
-- schema, and STABLE as its parts are.
CREATE OR REPLACE FUNCTION payments.answer(o ledger.posting_outcome, request_id text)
RETURNS json
LANGUAGE sql
STABLE
AS $$
  SELECT
    CASE
      WHEN o.refusal IS NOT NULL THEN pg_catalog.json_build_object('refusal', o.refusal, 'request_id', request_id)
      ELSE pg_catalog.row_to_json(
        ROW(
          o.transaction_id,
          request_id,
          o.recorded_at,
          ROW(o.debit_posted, o.debit_pending_in, o.debit_pending_out, o.debit_version)::payments.stored_balance,
          -- A customer who pays a stranger does not learn the stranger's balance (law 26).
          CASE
            WHEN o.credit_visible THEN ROW(
              o.credit_posted,
              o.credit_pending_in,
              o.credit_pending_out,
              o.credit_version
            )::payments.stored_balance
          END
        )::payments.stored_transfer
      )
    END;
$$;
