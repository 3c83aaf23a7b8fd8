-- Moves at most `most` committed events into the feed, in the order of their appends. Returns how many.
-- By the index, whatever the statistics say (settings/rows-by-key.sql): a queue in a table is mostly dead rows until the next vacuum, and a
-- plan that was made while `pending` was small would read all of it at every call from then on.
CREATE OR REPLACE FUNCTION outbox.sequence(most integer)
RETURNS integer
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
/* settings/rows-by-key.sql */
AS $$
DECLARE
  last  bigint;
  moved integer;
BEGIN
  -- Until this transaction ends, no other one assigns positions: when a position can be read, so can all below it. The events are moved by a later
  -- statement, so that it sees what the sequencer before this one has moved.
  SELECT position INTO last FROM outbox.head /* one-sequencer */ FOR UPDATE;
  WITH taken AS (
    DELETE FROM outbox.pending WHERE seq IN (SELECT seq FROM outbox.pending /* next-taken */ ORDER BY seq LIMIT most) RETURNING *
  ), placed AS (
    INSERT INTO outbox.events (position, id, type, resource, accounts, versions, actor, request_id, trace_id, data, occurred_at)
    SELECT last + row_number() OVER (ORDER BY /* feed-order */ seq), id, type, resource, accounts, versions, actor, request_id, trace_id, data, occurred_at
      FROM taken
    RETURNING position, accounts
  ), listed AS (
    INSERT INTO outbox.account_events (account_id, position)
    SELECT DISTINCT account_id, position FROM placed, unnest(accounts) AS account_id
  )
  SELECT count(*) INTO moved FROM placed;
  IF moved > 0 THEN
    UPDATE outbox.head SET position = last + moved;
  END IF;
  RETURN moved;
END
$$;
GRANT EXECUTE ON FUNCTION outbox.sequence(integer) TO ledge_runtime;
