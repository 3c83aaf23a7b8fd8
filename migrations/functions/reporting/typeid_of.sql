-- The public id of a UUID (TypeID, specification 0.3.0): the prefix, and 26 digits of base 32 that hold two zero bits and the UUID's 128.
CREATE OR REPLACE FUNCTION reporting.typeid_of(prefix text, id uuid)
RETURNS text
LANGUAGE plpgsql
IMMUTABLE
STRICT
PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  bits CONSTANT bit varying := B'00' || ('x' || replace(id::text, '-', ''))::bit(128);
BEGIN
  IF prefix COLLATE "C" !~ '^([a-z]([a-z_]{0,61}[a-z])?)?$' THEN
    RAISE EXCEPTION 'a TypeID''s prefix is up to 63 of a-z and _, and neither begins nor ends with _' USING ERRCODE = 'invalid_text_representation';
  END IF;
  RETURN (
    SELECT CASE prefix WHEN '' THEN '' ELSE prefix || '_' END
             || string_agg(substr('0123456789abcdefghjkmnpqrstvwxyz', substring(bits, 5 * place + 1, 5)::integer + 1, 1), '' ORDER BY place)
      FROM generate_series(0, 25) AS place);
END
$$;
GRANT EXECUTE ON FUNCTION reporting.typeid_of(text, uuid) TO ledge_analyst;
COMMENT ON FUNCTION reporting.typeid_of IS 'The API''s id of a UUID: typeid_of(''acct'', account_uuid).';
