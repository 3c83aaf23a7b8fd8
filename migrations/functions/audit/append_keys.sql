-- Notes the keys that a statement has recorded, for the audit log. A trigger, so that no way of writing a key leaves its record out (law 22); one row
-- per statement, because a row per key would cost as much again as the key's.
CREATE OR REPLACE FUNCTION audit.append_keys()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO audit.pending (principals, keys)
  SELECT w.principals, w.keys FROM (SELECT array_agg(principal) AS principals, array_agg(key) AS keys FROM written) AS w
   WHERE w.keys IS NOT NULL;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER append_keys
AFTER INSERT ON idempotency.keys
REFERENCING NEW TABLE AS written
FOR EACH STATEMENT
EXECUTE FUNCTION audit.append_keys();
