-- A transaction by legs in the form of the journal, which is also the data of its event and what its answer is made of. Of rows in memory, so that a dry
-- run, which leaves none, has the same facts.
CREATE OR REPLACE FUNCTION ledger.facts(x ledger.transactions, entries ledger.entries[])
RETURNS json
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT
    json_build_object(
      'id',
      (x).id,
      'details',
      json_build_object('description', (x).description, 'externalId', (x).external_id, 'metadata', (x).metadata),
      'effective_at',
      (x).effective_at,
      'recorded_at',
      (x).recorded_at,
      'entries',
      ledger.legs_of(entries)
    );
$$;
