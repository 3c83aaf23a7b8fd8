-- The data of a posted transfer's event, from the journal: the event itself has none.
CREATE OR REPLACE FUNCTION payments.facts_of(transfer_id uuid)
RETURNS json
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT payments.facts(t) FROM ledger.transfers AS t WHERE t.id = transfer_id;
$$;
GRANT EXECUTE ON FUNCTION payments.facts_of(uuid) TO ledge_runtime;
