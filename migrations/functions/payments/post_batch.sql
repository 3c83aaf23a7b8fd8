-- Posts a client's batch inside the caller's transaction, which also records its key. Returns the answers of its items (payments.answers). An atomic batch posts
-- all or nothing (law 10): when an item is refused, the answer is the first refusal alone, as {"ordinal", "refusal"}.
CREATE OR REPLACE FUNCTION payments.post_batch(requests json, atomic boolean)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
/* settings/plan-once.sql */ /* settings/rows-by-key.sql */
AS $$
DECLARE
  batch   CONSTANT payments.transfer_request[] := ARRAY(
            SELECT r FROM json_populate_recordset(NULL::payments.transfer_request, requests) AS r ORDER BY r.ordinal);
  held    ledger.held[];
  posted_at timestamptz;
  outcomes ledger.posting_outcome[];
  first   json;
BEGIN
  held := ledger.lock_accounts(ARRAY(SELECT source_account FROM unnest(batch)) || ARRAY(SELECT destination_account FROM unnest(batch)));
  posted_at := ledger.take_time();
  BEGIN
    outcomes := payments.book(batch, posted_at, held, false);
    IF atomic THEN
      first := payments.first_refusal(outcomes);
    END IF;
    IF first IS NOT NULL THEN
      /* batch-undo */ RAISE EXCEPTION USING ERRCODE = 'LB001';
    END IF;
  EXCEPTION WHEN SQLSTATE 'LB001' THEN
    RETURN first;
  END;
  RETURN payments.answers(batch, outcomes);
END
$$;
GRANT EXECUTE ON FUNCTION payments.post_batch(json, boolean) TO ledge_runtime;
