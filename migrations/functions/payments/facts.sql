-- The columns of a row as the data of its event. 64-bit numbers are text: JSON readers keep only 53 bits of a number. They are inlined into the
-- statements that call them: hence no search_path.
CREATE OR REPLACE FUNCTION payments.facts(t ledger.transfers)
RETURNS json
LANGUAGE sql
STABLE
AS $$
  SELECT
    pg_catalog.json_build_object(
      'source_account',
      t.source_account,
      'destination_account',
      t.destination_account,
      'amount',
      t.amount::text,
      'currency',
      t.currency,
      'description',
      t.description,
      'external_id',
      t.external_id,
      'metadata',
      t.metadata,
      'reversal_of',
      t.reversal_of,
      'hold',
      t.hold,
      'effective_at',
      coalesce(t.effective_at, t.recorded_at),
      'recorded_at',
      t.recorded_at
    );
$$;

CREATE OR REPLACE FUNCTION payments.facts(h payments.holds)
RETURNS json
LANGUAGE sql
STABLE
AS $$
  SELECT
    pg_catalog.json_build_object(
      'source_account',
      h.source_account,
      'destination_account',
      h.destination_account,
      'amount',
      h.amount::text,
      'captured',
      h.captured::text,
      'currency',
      h.currency,
      'status',
      h.status,
      'description',
      h.description,
      'external_id',
      h.external_id,
      'metadata',
      h.metadata,
      'expires_at',
      h.expires_at,
      'recorded_at',
      h.recorded_at,
      'resolved_at',
      h.resolved_at
    );
$$;
-- The runtime calls them through outbox.feed, find_transfers and find_holds, which run as their caller.
GRANT EXECUTE ON FUNCTION payments.facts(ledger.transfers) TO ledge_runtime;
GRANT EXECUTE ON FUNCTION payments.facts(payments.holds) TO ledge_runtime;
