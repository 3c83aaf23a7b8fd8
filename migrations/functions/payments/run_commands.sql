-- Runs commands on holds, reversals and transactions by legs in one transaction, each exactly once (laws 11 to 17). Takes a JSON array of payments.command and returns
-- [{"ordinal", "recorded", "replayed", "reused", "outcome"}, …]; outcome is that of the key's row, whichever request recorded it, or a refusal that
-- is not recorded, because the same request may succeed later (law 16).
--
-- The accounts of all items are locked before the first one runs, in the order of their ids as everywhere. Whoever changes a hold, or reverses a
-- transfer, has these locks: so what is read under them of holds and reversals does not change meanwhile, and needs no lock of its own. Each item
-- sees what the ones before it did, and overdraft limits hold after each of them, not only after the last (law 5). They run in their order, which
-- is that of arrival; the rows of keys are inserted last, in the order of the keys, so that two sets that race for keys queue instead of
-- deadlocking. A race that is lost fails at the primary key of the keys: the whole set is rolled back, and the lane tries it again.
CREATE OR REPLACE FUNCTION payments.run_commands(requests json)
RETURNS json
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
/* settings/plan-once.sql */ /* settings/rows-by-key.sql */
AS $$
DECLARE
  batch   CONSTANT payments.command[] := ARRAY(
            SELECT r FROM json_populate_recordset(NULL::payments.command, requests) AS r ORDER BY r.ordinal);
  targets CONSTANT uuid[] := ARRAY(SELECT target FROM unnest(batch) WHERE target IS NOT NULL);
  item    payments.command;
  known   idempotency.keys;
  outcome json;
  answers payments.command_answer[] := '{}';
  recorded idempotency.keys[] := '{}'; -- the new rows, and beside them the keys by which they are found
  names   text[] := '{}';
  judged_at timestamptz;
BEGIN
  PERFORM ledger.lock_accounts(ARRAY(
    SELECT source_account FROM unnest(batch) UNION SELECT destination_account FROM unnest(batch)
     UNION SELECT l.account FROM unnest(batch) AS b, jsonb_to_recordset(b.legs) AS l (account uuid)
     UNION SELECT unnest(ARRAY[source_account, destination_account]) FROM payments.holds WHERE id = ANY (targets)
     UNION SELECT unnest(ARRAY[source_account, destination_account]) FROM ledger.transfers WHERE id = ANY (targets)));
  judged_at := ledger.take_time();

  FOREACH item IN ARRAY batch LOOP
    -- The second of two requests with one key in the set finds what the first has recorded.
    known := recorded[array_position(names, item.principal || '/' || item.key)];
    IF known.key IS NULL THEN
      SELECT * INTO known FROM idempotency.keys WHERE principal = item.principal AND key = item.key;
    END IF;
    IF known.key IS NOT NULL THEN
      answers := answers || ROW(item.ordinal, true, true, known.fingerprint <> item.fingerprint, known.outcome)::payments.command_answer;
      CONTINUE;
    END IF;
    item.place := cardinality(answers) + 1; -- ids follow the order in which the set has run
    outcome := payments.run_command(item, judged_at);
    IF outcome ->> 'refusal' IN ('forbidden', 'not_found', 'precondition_failed') THEN
      answers := answers || ROW(item.ordinal, false, false, false, outcome)::payments.command_answer;
      CONTINUE;
    END IF;
    known := NULL;
    known.principal := item.principal;
    known.key := item.key;
    known.fingerprint := item.fingerprint;
    known.recorded_at := judged_at;
    known.operation := item.operation;
    known.outcome := outcome;
    recorded := recorded || known;
    names := names || (item.principal || '/' || item.key);
    answers := answers || ROW(item.ordinal, true, false, false, outcome)::payments.command_answer;
  END LOOP;
  INSERT INTO idempotency.keys (principal, key, fingerprint, recorded_at, operation, outcome)
  SELECT k.principal, k.key, k.fingerprint, k.recorded_at, k.operation, k.outcome FROM unnest(recorded) AS k ORDER BY k.principal, k.key;
  RETURN (SELECT json_agg(a ORDER BY a.ordinal) FROM unnest(answers) AS a);
END
$$;
GRANT EXECUTE ON FUNCTION payments.run_commands(json) TO ledge_runtime;
