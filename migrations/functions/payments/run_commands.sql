-- Runs commands on holds, reversals and transactions by legs in one transaction, each exactly once (laws 11 to 17). Takes a JSON array of payments.command and returns
-- [{"ordinal", "recorded", "replayed", "reused", "outcome"}, …]; outcome is that of the key's row, whichever request recorded it, or a refusal that
-- is not recorded, because the same request may succeed later (law 16).
--
-- The accounts of all items are locked before the first one runs, in the order of their ids as everywhere. Whoever changes a hold, or reverses a
-- transfer, has these locks: so what is read under them of holds and reversals does not change meanwhile, and needs no lock of its own. Each item
-- sees what the ones before it did, and overdraft limits hold after each of them, not only after the last (law 5). They run in the order of their
-- keys, so that two sets that race for keys queue instead of deadlocking: what was sent at once has no other order. A race that is lost fails at
-- the primary key of the keys: the whole set is rolled back, and the lane tries it again.
CREATE OR REPLACE FUNCTION payments.run_commands(requests json)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
/* settings/plan-once.sql */ /* settings/rows-by-key.sql */
AS $$
DECLARE
  batch   CONSTANT payments.command[] := ARRAY(
            SELECT r FROM json_populate_recordset(NULL::payments.command, requests) AS r ORDER BY r.principal, r.key, r.ordinal);
  targets CONSTANT uuid[] := ARRAY(SELECT target FROM unnest(batch) WHERE target IS NOT NULL);
  item    payments.command;
  known   idempotency.keys;
  outcome json;
  answers payments.command_answer[] := '{}';
  judged_at timestamptz;
  place     integer := 0;
BEGIN
  PERFORM ledger.lock_accounts(ARRAY(
    SELECT source_account FROM unnest(batch) UNION SELECT destination_account FROM unnest(batch)
     UNION SELECT l.account FROM unnest(batch) AS b, jsonb_to_recordset(b.legs) AS l (account uuid)
     UNION SELECT unnest(ARRAY[source_account, destination_account]) FROM payments.holds WHERE id = ANY (targets)
     UNION SELECT unnest(ARRAY[source_account, destination_account]) FROM ledger.transfers WHERE id = ANY (targets)));
  judged_at := ledger.take_time();

  FOREACH item IN ARRAY batch LOOP
    SELECT * INTO known FROM idempotency.keys WHERE principal = item.principal AND key = item.key;
    IF FOUND THEN
      answers := answers || ROW(item.ordinal, true, true, known.fingerprint <> item.fingerprint, known.outcome)::payments.command_answer;
      CONTINUE;
    END IF;
    place := place + 1;
    item.place := place; -- ids follow the order in which the set has run
    outcome := payments.run_command(item, judged_at);
    IF outcome ->> 'refusal' IN ('forbidden', 'not_found', 'precondition_failed') THEN
      answers := answers || ROW(item.ordinal, false, false, false, outcome)::payments.command_answer;
      CONTINUE;
    END IF;
    INSERT INTO idempotency.keys (principal, key, fingerprint, operation, outcome, recorded_at)
    VALUES (item.principal, item.key, item.fingerprint, item.operation, outcome, judged_at);
    answers := answers || ROW(item.ordinal, true, false, false, outcome)::payments.command_answer;
  END LOOP;
  RETURN (SELECT json_agg(a ORDER BY a.ordinal) FROM unnest(answers) AS a);
END
$$;
GRANT EXECUTE ON FUNCTION payments.run_commands(json) TO ledge_runtime;
