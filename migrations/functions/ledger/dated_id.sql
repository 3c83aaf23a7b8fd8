-- The id of what is recorded at an instant: a UUIDv7 (RFC 9562, section 5.7) whose time is exactly that, so that a range of recorded time is a
-- range of ids. `prefix` is ledger.id_prefix of the instant. Of several that one call records, `ordinal` gives the order (section 6.2, method 1:
-- 12 bits); the rest is that of `seed`, which is random. Part of the statement that calls it, a row each: hence no search_path.
CREATE OR REPLACE FUNCTION ledger.dated_id(prefix text, ordinal integer, seed uuid)
RETURNS uuid
LANGUAGE sql
IMMUTABLE
AS $$
  SELECT /* dated */ (prefix || pg_catalog.lpad(pg_catalog.to_hex(ordinal), 3, '0') || pg_catalog.substr(seed::text, 20))::uuid;
$$;
