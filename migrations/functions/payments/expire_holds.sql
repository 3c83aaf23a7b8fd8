-- The sweep as a runtime from before payments.sweep_holds calls it, which does not count what expires: it serves until a release has ended.
CREATE OR REPLACE FUNCTION payments.expire_holds(most integer)
RETURNS timestamptz
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  RETURN (SELECT next_expiry FROM payments.sweep_holds(most));
END
$$;
GRANT EXECUTE ON FUNCTION payments.expire_holds(integer) TO ledge_runtime;
