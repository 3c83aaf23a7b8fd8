-- The names of who has paid an account, by transfer: the one thing of another customer that its payee is shown, on a statement (Directive (EU)
-- 2015/2366, article 58 (1) (a)). Not of an outgoing payment, because paying someone must not reveal their name (law 26), not of a reversal, and not
-- of a house account, which nobody holds. As its owner, because row security hides other customers: so it judges the payee itself.
CREATE OR REPLACE FUNCTION payments.payer_names(payee uuid, transfer_ids uuid[])
RETURNS TABLE (transfer uuid, name text)
LANGUAGE sql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
/* settings/rows-by-key.sql */
AS $$
  SELECT
    t.id,
    c.name
  FROM
    unnest(transfer_ids) AS i (id)
    JOIN ledger.transfers AS t ON t.id = i.id
    JOIN accounts.accounts AS a ON a.id = t.source_account
    JOIN customers.customers AS c ON c.id = a.customer_id
  WHERE
    (/* incoming */ t.destination_account = payee)
    AND t.reversal_of IS NULL
    AND EXISTS (SELECT FROM ledger.accounts AS own WHERE own.id = payee AND (/* acting */ ledger.shows(own.owner_id)));
$$;
GRANT EXECUTE ON FUNCTION payments.payer_names(uuid, uuid[]) TO ledge_runtime, ledge_acting;
