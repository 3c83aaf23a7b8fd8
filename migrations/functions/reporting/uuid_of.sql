-- The UUID of a public id (TypeID, specification 0.3.0), whatever its prefix. Errors do not quote the argument, which may be anything.
CREATE OR REPLACE FUNCTION reporting.uuid_of(typeid text)
RETURNS uuid
LANGUAGE plpgsql
IMMUTABLE
STRICT
PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF typeid COLLATE "C" !~ '^([a-z]([a-z_]{0,61}[a-z])?_)?[0-7][0-9a-hjkmnp-tv-z]{25}$' THEN
    RAISE EXCEPTION 'this is no TypeID' USING ERRCODE = 'invalid_text_representation';
  END IF;
  RETURN (
    WITH digit AS (
      SELECT place, (strpos('0123456789abcdefghjkmnpqrstvwxyz', substr(right(typeid, 26), place, 1)) - 1)::bit(5)::text AS bits
        FROM generate_series(1, 26) AS place
    ), number AS (
      SELECT substr(string_agg(bits, '' ORDER BY place), 3) AS bits FROM digit -- without the two zero bits
    )
    SELECT string_agg(lpad(to_hex(substr(bits, 32 * word + 1, 32)::bit(32)::bigint), 8, '0'), '' ORDER BY word)::uuid
      FROM number, generate_series(0, 3) AS word);
END
$$;
GRANT EXECUTE ON FUNCTION reporting.uuid_of(text) TO ledge_analyst;
COMMENT ON FUNCTION reporting.uuid_of IS
  'The UUID of an id of the API: WHERE account_uuid = uuid_of(''acct_…''), which is found by an index.';
