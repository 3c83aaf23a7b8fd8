-- An account's balance as a posting answers it. 64-bit numbers travel as text: JSON readers keep 53 bits of them.
CREATE OR REPLACE FUNCTION ledger.figures(account uuid)
RETURNS json
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT json_build_object('posted', posted::text, 'pending_in', pending_in::text, 'pending_out', pending_out::text, 'version', version)
  FROM ledger.accounts
  WHERE id = account;
$$;
