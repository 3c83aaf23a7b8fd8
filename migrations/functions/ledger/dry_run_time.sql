-- The time by which a dry run judges: that of a read of the present, in the place of ledger.take_time. It requires what every dry run relies on: the
-- transaction is one snapshot, and writes nothing, so that Postgres itself refuses each row and row lock that a function would write (decision 84).
CREATE OR REPLACE FUNCTION ledger.dry_run_time()
RETURNS timestamptz
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF /* writes-nothing */ (current_setting('transaction_read_only') <> 'on' OR current_setting('transaction_isolation') <> 'repeatable read') THEN
    RAISE EXCEPTION 'a dry run needs a read-only transaction of one snapshot' USING ERRCODE = 'invalid_transaction_state';
  END IF;
  RETURN ledger.as_of();
END
$$;
