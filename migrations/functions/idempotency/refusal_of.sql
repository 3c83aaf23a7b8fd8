-- The refusal of a key, by the time in the key's row, so that one partition is read; no row: it has gone. Its plan is made at each call, for the given time: the
-- cached plan of a caller would lock every partition, and would be made again at each change of them.
CREATE OR REPLACE FUNCTION idempotency.refusal_of(of_principal uuid, of_key text, at timestamptz)
RETURNS SETOF idempotency.refusals
LANGUAGE plpgsql
STABLE
ROWS 1
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan
AS $$
BEGIN
  RETURN QUERY SELECT r.* FROM idempotency.refusals AS r WHERE r.principal = of_principal AND r.key = of_key AND r.recorded_at = at;
END
$$;
