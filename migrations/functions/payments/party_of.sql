-- Which party of a transfer or a hold a reader is: the institution (owner NULL) is both, an owner is a party if it owns one of the two accounts
-- (law 26). Both are false for a transfer that does not exist, whose accounts are NULL. It is inlined into the statement that calls it for each
-- row: hence no search_path.
CREATE OR REPLACE FUNCTION payments.party_of(source uuid, destination uuid, owner uuid)
RETURNS TABLE (is_payer boolean, is_payee boolean)
LANGUAGE sql
STABLE
AS $$
  SELECT
    source IS NOT NULL
    AND (/* own */ owner IS NULL OR EXISTS (SELECT FROM ledger.accounts AS a WHERE a.id = source AND a.owner_id = owner)),
    destination IS NOT NULL
    AND (/* payees-own */ owner IS NULL OR EXISTS (SELECT FROM ledger.accounts AS a WHERE a.id = destination AND a.owner_id = owner));
$$;
GRANT EXECUTE ON FUNCTION payments.party_of(uuid, uuid, uuid) TO ledge_runtime;
