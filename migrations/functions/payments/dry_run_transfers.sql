-- What payments.post_batch would answer, or payments.post_transfers to one transfer alone, judged by one snapshot and with nothing written: the same
-- evaluation on accounts that are read and not locked (decision 84). Returns {"as_of", "answer"}.
CREATE OR REPLACE FUNCTION payments.dry_run_transfers(requests json, atomic boolean)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
/* settings/plan-once.sql */ /* settings/rows-by-key.sql */
AS $$
DECLARE
  judged_at CONSTANT timestamptz := ledger.dry_run_time();
  batch     CONSTANT payments.transfer_request[] := ARRAY(
              SELECT r FROM json_populate_recordset(NULL::payments.transfer_request, requests) AS r ORDER BY r.ordinal);
  outcomes  ledger.posting_outcome[];
BEGIN
  outcomes := payments.book(batch, judged_at, ledger.read_accounts(
    ARRAY(SELECT source_account FROM unnest(batch)) || ARRAY(SELECT destination_account FROM unnest(batch))), true);
  RETURN json_build_object('as_of', judged_at, 'answer',
    coalesce(CASE WHEN atomic THEN payments.first_refusal(outcomes) END, payments.answers(batch, outcomes)));
END
$$;
GRANT EXECUTE ON FUNCTION payments.dry_run_transfers(json, boolean) TO ledge_runtime;
