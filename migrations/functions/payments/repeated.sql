-- The answer to a command whose key is recorded: what the first request was answered (law 12). A refusal that has gone is not decided anew, because the first
-- caller may have acted on it.
CREATE OR REPLACE FUNCTION payments.repeated(item payments.command, known idempotency.keys)
RETURNS payments.command_answer
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  outcome json := /* first-outcome */ known.outcome;
BEGIN
  IF known.fingerprint = item.fingerprint AND outcome IS NULL THEN
    SELECT json_build_object('refusal', r.code, 'existing', r.existing, 'request_id', r.request_id) INTO outcome
      FROM idempotency.refusal_of(known.principal, known.key, known.recorded_at) AS r;
    IF /* expired */ outcome IS NULL THEN
      RETURN payments.refused(item, 'outcome_expired');
    END IF;
  END IF;
  RETURN ROW(item.ordinal, true, true, known.fingerprint <> item.fingerprint, outcome)::payments.command_answer;
END
$$;
