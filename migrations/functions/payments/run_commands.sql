-- Runs commands on holds, reversals and transactions by legs in one transaction, each exactly once (laws 11 to 17). Takes a JSON array of payments.command and returns
-- [{"ordinal", "recorded", "replayed", "reused", "outcome"}, …]; outcome is that of the key, whichever request recorded it, or a refusal that
-- is not recorded, because the same request may succeed later (law 16).
--
-- The accounts of all items (payments.accounts_of) are locked before the first one runs, in the order of their ids as everywhere. Whoever changes a hold, or
-- reverses a transfer, has these locks: so what is read under them of holds and reversals does not change meanwhile, and needs no lock of its own. They run in
-- their order, which is that of arrival, in rounds: each item sees what the ones before it did, and overdraft limits hold after each of them, not only
-- after the last (law 5). The rows of keys are inserted last, in the order of the keys, so that two sets that race for keys queue instead of
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
  round   payments.command[];
  fresh   payments.command[]; -- of the round: those whose keys have no recorded outcome
  held    ledger.held[];
  judged_at timestamptz;
  item    payments.command;
  known   idempotency.keys;
  answer  payments.command_answer;
  results payments.command_answer[]; -- of the fresh ones
  answers payments.command_answer[] := '{}';
  recorded idempotency.keys[]; -- those of the set that are recorded, and beside them the names by which they are found
  names   text[];
  refused idempotency.refusals[] := '{}';
  earlier integer; -- how many of them were recorded before
  first   integer := 1;
  place   integer := 0;
BEGIN
  held := ledger.lock_accounts(payments.accounts_of(batch));
  judged_at := ledger.take_time();
  SELECT coalesce(array_agg(k), '{}'), coalesce(array_agg(k.principal || '/' || k.key), '{}'), count(*) INTO recorded, names, earlier
    FROM unnest(batch) AS b JOIN idempotency.keys AS k ON k.principal = b.principal AND k.key = b.key;

  WHILE first <= cardinality(batch) LOOP
    round := batch[first : first + payments.together(batch, first) - 1];
    first := first + cardinality(round);
    fresh := '{}';
    FOREACH item IN ARRAY round LOOP
      -- The second of two requests with one key in the set finds what the first has recorded.
      known := recorded[array_position(names, item.principal || '/' || item.key)];
      IF known.key IS NULL THEN
        place := place + 1; -- ids follow the order in which the set has run
        item.place := place;
        fresh := fresh || item;
      ELSE
        answers := answers || payments.repeated(item, known);
      END IF;
    END LOOP;
    CONTINUE WHEN cardinality(fresh) = 0;

    results := CASE (fresh[1]).operation
      WHEN 'createTransaction' THEN ARRAY[payments.run_transaction(fresh[1], judged_at, false)]
      ELSE payments.run_round(fresh, judged_at, held, false)
    END;
    held := NULL; -- the accounts have changed since
    FOR number IN 1 .. cardinality(fresh) LOOP
      item := fresh[number];
      answer := results[number];
      IF answer.recorded THEN
        recorded := recorded || ROW(item.principal, item.key, item.fingerprint, judged_at, NULL, item.operation, answer.outcome,
                                    -- Of a refusal what it would have changed; NO_RESOURCE is no resource.
                                    array_remove(CASE WHEN answer.outcome ->> 'refusal' IS NULL THEN ARRAY[answer.outcome ->> 'id', answer.outcome ->> 'transfer']::uuid[]
                                                      ELSE ARRAY[nullif(item.target, '00000000-0000-0000-0000-000000000000')] END, NULL),
                                    item.request_id, item.trace_id)::idempotency.keys;
        names := names || (item.principal || '/' || item.key);
        IF answer.outcome ->> 'refusal' IS NOT NULL THEN
          refused := refused || ROW(item.principal, judged_at, item.request_id, item.trace_id, item.key, answer.outcome ->> 'refusal', NULL, NULL)::idempotency.refusals;
        END IF;
      END IF;
    END LOOP;
    answers := answers || results;
  END LOOP;
  INSERT INTO idempotency.keys (principal, key, fingerprint, recorded_at, operation, outcome, resources, request_id, trace_id)
  SELECT k.principal, k.key, k.fingerprint, k.recorded_at, k.operation, CASE WHEN k.outcome ->> 'refusal' IS NULL THEN k.outcome END,
         k.resources, k.request_id, k.trace_id
    FROM unnest(recorded[earlier + 1 :]) AS k ORDER BY k.principal, k.key;
  -- After the keys, which decide races.
  IF cardinality(refused) > 0 THEN
    INSERT INTO idempotency.refusals (principal, recorded_at, request_id, trace_id, key, code)
    SELECT r.principal, r.recorded_at, r.request_id, r.trace_id, r.key, r.code FROM unnest(refused) AS r;
  END IF;
  RETURN (SELECT json_agg(a ORDER BY a.ordinal) FROM unnest(answers) AS a);
END
$$;
GRANT EXECUTE ON FUNCTION payments.run_commands(json) TO ledge_runtime;
