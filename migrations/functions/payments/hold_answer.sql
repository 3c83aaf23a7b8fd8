-- The outcome of a command on a hold, as it is recorded under the key: a refusal, or what the answer is made of.
CREATE OR REPLACE FUNCTION payments.hold_answer(item payments.command, done payments.hold_outcome, hold_id uuid, is_payer boolean)
RETURNS json
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT
    CASE
      WHEN (done).refusal IS NOT NULL THEN json_build_object('refusal', (done).refusal, 'request_id', (item).request_id)
      ELSE json_build_object(
        'id',
        hold_id,
        'facts',
        (SELECT payments.facts(h) FROM payments.holds AS h WHERE h.id = hold_id),
        'is_payer',
        is_payer,
        'source',
        (done).source,
        'destination',
        (done).destination,
        'changed_at',
        (done).changed_at,
        'transfer',
        (done).transfer,
        'request_id',
        (item).request_id
      )
    END;
$$;
