-- Appends an event of a hold, whose accounts' locks are held.
CREATE OR REPLACE FUNCTION payments.emit(
  type text,
  resource uuid,
  source uuid,
  destination uuid,
  origin outbox.origin,
  data json,
  emitted_at timestamptz
)
RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$
  INSERT INTO outbox.pending (type, resource, accounts, versions, actor, request_id, trace_id, data, occurred_at)
  SELECT
    emit.type,
    emit.resource,
    ARRAY[source, destination],
    ARRAY[(SELECT version FROM ledger.accounts WHERE id = source), (SELECT version FROM ledger.accounts WHERE id = destination)],
    (origin).actor,
    (origin).request_id,
    (origin).trace_id,
    emit.data,
    emitted_at;
$$;
