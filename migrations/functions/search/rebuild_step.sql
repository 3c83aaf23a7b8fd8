-- The next step of a rebuild: copies some resources of the tables, or, after the last of them, lets the new model serve; then empties the old one. Nothing to
-- do: no rebuild is under way. Its caller holds the lock of the inbox: else what it has read could be older than what was applied meanwhile.
CREATE OR REPLACE FUNCTION search.rebuild_step(most integer)
RETURNS boolean -- whether nothing is left to do
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  kinds  CONSTANT text[] := ARRAY['customer', 'account', 'webhook_endpoint', 'hold', 'transaction', 'transfer'];
  tables CONSTANT text[] := ARRAY['customers.customers', 'accounts.accounts', 'webhooks.endpoints', 'payments.holds', 'ledger.transactions',
                                  'ledger.transfers'];
  now    search.state;
  place  integer;
  ids    uuid[];
BEGIN
  SELECT * INTO now FROM search.state;
  IF now.stage IS NULL THEN
    RETURN TRUE;
  END IF;
  IF now.stage = 'emptying' THEN
    PERFORM search.empty_other();
    UPDATE search.state SET stage = NULL, began_at = NULL;
    RETURN TRUE;
  END IF;
  place := array_position(kinds, now.filling);
  EXECUTE format('SELECT array_agg(id) FROM (SELECT id FROM %s WHERE $1 IS NULL OR id > $1 ORDER BY id LIMIT $2) AS next', tables[place])
     INTO ids USING now.filled_through, most;
  IF ids IS NOT NULL THEN
    PERFORM search.store(ARRAY[1 - now.serving], now.filling, ids);
    UPDATE search.state SET filled_through = ids[cardinality(ids)];
  ELSIF /* whole */ place < cardinality(kinds) THEN
    UPDATE search.state SET filling = kinds[place + 1], filled_through = NULL;
  ELSE
    UPDATE search.state SET serving = 1 - serving, generation = generation + 1, stage = 'emptying', filling = NULL, filled_through = NULL;
  END IF;
  RETURN FALSE;
END
$$;
GRANT EXECUTE ON FUNCTION search.rebuild_step(integer) TO ledge_runtime;
