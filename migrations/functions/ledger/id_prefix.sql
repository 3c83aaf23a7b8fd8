-- The first digits of the ids of everything that is recorded at an instant: its milliseconds since 1970 in 48 bits, and version 7. Separate from
-- ledger.dated_id, because it is the same for a whole batch. It is inlined into the statement that calls it: hence no search_path.
CREATE OR REPLACE FUNCTION ledger.id_prefix(recorded_at timestamptz)
RETURNS text
LANGUAGE sql
IMMUTABLE
AS $$
  SELECT pg_catalog.lpad(pg_catalog.to_hex((pg_catalog.date_part('epoch', recorded_at) * 1000)::bigint), 12, '0') || '7';
$$;
