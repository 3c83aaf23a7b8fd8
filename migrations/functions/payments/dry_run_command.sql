-- What payments.run_commands would answer to one command under a new key, judged by one snapshot and with nothing written: the same evaluation on accounts
-- that are read and not locked (decision 84). Takes a payments.command in JSON, and returns {"as_of", "answer"}, a
-- payments.command_answer.
CREATE OR REPLACE FUNCTION payments.dry_run_command(request json)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
/* settings/plan-once.sql */ /* settings/rows-by-key.sql */
AS $$
DECLARE
  judged_at CONSTANT timestamptz := ledger.dry_run_time();
  item      payments.command := json_populate_record(NULL::payments.command, request);
BEGIN
  item.place := 1;
  RETURN json_build_object('as_of', judged_at, 'answer', CASE item.operation
    WHEN 'createTransaction' THEN payments.run_transaction(item, judged_at, true)
    ELSE (payments.run_round(ARRAY[item], judged_at, ledger.read_accounts(payments.accounts_of(ARRAY[item])), true))[1]
  END);
END
$$;
GRANT EXECUTE ON FUNCTION payments.dry_run_command(json) TO ledge_runtime;
