-- The least id of an instant: ids of the database's own uuidv7() begin with their milliseconds (RFC 9562, section 5.7), so a range of time is a range of ids.
CREATE OR REPLACE FUNCTION retention.first_id(at timestamptz)
RETURNS uuid
LANGUAGE sql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT (lpad(to_hex((date_part('epoch', at) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid;
$$;
