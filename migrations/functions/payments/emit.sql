-- Appends events in their order. Of each draft the number and the id are given here.
CREATE OR REPLACE FUNCTION payments.emit(drafts outbox.pending[])
RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$
  INSERT INTO outbox.pending (type, resource, transfers, accounts, versions, actor, request_id, trace_id, data, occurred_at)
  SELECT d.type, d.resource, d.transfers, d.accounts, d.versions, d.actor, d.request_id, d.trace_id, d.data, d.occurred_at
  FROM
    unnest(drafts) WITH ORDINALITY AS d (
      seq,
      id,
      type,
      resource,
      transfers,
      accounts,
      versions,
      actor,
      request_id,
      trace_id,
      data,
      occurred_at,
      place
    )
  ORDER BY d.place;
$$;
