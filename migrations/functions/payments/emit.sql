-- Appends an event of a hold or of a transaction by legs, whose accounts' locks are held, with the version of each account.
CREATE OR REPLACE FUNCTION payments.emit(type text, resource uuid, accounts uuid[], origin outbox.origin, data json, emitted_at timestamptz)
RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$
  INSERT INTO outbox.pending (type, resource, accounts, versions, actor, request_id, trace_id, data, occurred_at)
  SELECT
    emit.type,
    emit.resource,
    emit.accounts,
    ARRAY(
      SELECT a.version
      FROM
        unnest(emit.accounts) WITH ORDINALITY AS u (id, place)
        JOIN ledger.accounts AS a ON a.id = u.id
      ORDER BY u.place
    ),
    (origin).actor,
    (origin).request_id,
    (origin).trace_id,
    emit.data,
    emitted_at;
$$;
