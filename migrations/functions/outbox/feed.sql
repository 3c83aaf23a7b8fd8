-- The feed with its events complete: those of transfers are made of the transfers' rows, which never change.
CREATE OR REPLACE VIEW outbox.feed AS
  SELECT
    e.position,
    e.id,
    coalesce(e.type, 'transfer.posted') AS type,
    coalesce(e.resource, e.id) AS resource,
    CASE
      WHEN e.type IS NULL THEN ARRAY[t.source_account, t.destination_account]
      ELSE e.accounts
    END AS accounts,
    CASE
      WHEN e.type IS NULL THEN ARRAY[t.source_version, t.destination_version]
      ELSE e.versions
    END AS versions,
    coalesce(e.actor, t.actor) AS actor,
    coalesce(e.request_id, t.request_id) AS request_id,
    coalesce(e.trace_id, t.trace_id) AS trace_id,
    CASE
      WHEN e.type IS NULL THEN payments.facts(t)
      ELSE e.data
    END AS data,
    coalesce(e.occurred_at, t.recorded_at) AS occurred_at
  FROM
    outbox.events AS e
    LEFT JOIN ledger.transfers AS t ON e.type IS NULL AND t.id = e.id;
GRANT SELECT ON outbox.feed TO ledge_runtime;
COMMENT ON VIEW outbox.feed IS 'The events of the feed, complete. data of transfer.posted: the columns of the transfer (payments.facts).';
