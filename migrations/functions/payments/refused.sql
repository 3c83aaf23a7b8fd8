-- The answer to a command that is refused. What may change is not recorded, because the same request may succeed later (law 16); nor is it that a refusal
-- has gone, which its key says already. `existing`: what has the external id that it asked for.
CREATE OR REPLACE FUNCTION payments.refused(item payments.command, refusal text, existing uuid DEFAULT NULL)
RETURNS payments.command_answer
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT
    ROW(
      (item).ordinal,
      refusal NOT IN ('forbidden', 'not_found', 'outcome_expired', 'precondition_failed'),
      FALSE,
      FALSE,
      json_build_object('refusal', refusal, 'existing', existing, 'request_id', (item).request_id)
    )::payments.command_answer;
$$;
