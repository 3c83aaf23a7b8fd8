-- An account's balance in the form of an answer. 64-bit numbers are text: JSON readers keep only 53 bits of a number. It is inlined into the
-- statement that calls it: hence no search_path.
CREATE OR REPLACE FUNCTION ledger.figures(a ledger.accounts)
RETURNS json
LANGUAGE sql
STABLE
AS $$
  SELECT
    pg_catalog.json_build_object(
      'posted',
      a.posted::text,
      'pending_in',
      a.pending_in::text,
      'pending_out',
      a.pending_out::text,
      'version',
      a.version
    );
$$;
