-- The id of a transaction that is recorded at an instant: a UUIDv7 (RFC 9562, section 5.7) with exactly that time, so that a range of recorded time
-- is a range of ids. `prefix` is ledger.id_prefix of the instant. `ordinal` gives the order of several that one call records (section 6.2, method 1:
-- 12 bits); the rest comes from `seed`, which is random. It is inlined into the statement that calls it for each row: hence no search_path.
CREATE OR REPLACE FUNCTION ledger.dated_id(prefix text, ordinal integer, seed uuid)
RETURNS uuid
LANGUAGE sql
IMMUTABLE
AS $$
  SELECT /* dated */ (prefix || pg_catalog.lpad(pg_catalog.to_hex(ordinal), 3, '0') || pg_catalog.substr(seed::text, 20))::uuid;
$$;
