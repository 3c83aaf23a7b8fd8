-- An account's balance in the form of a posting's answer. 64-bit numbers are text: JSON readers keep only 53 bits of a number.
CREATE OR REPLACE FUNCTION ledger.figures(account uuid)
RETURNS json
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT json_build_object('posted', posted::text, 'pending_in', pending_in::text, 'pending_out', pending_out::text, 'version', version)
  FROM ledger.accounts
  WHERE id = account;
$$;
