-- Moves committed events into the feed, in the order of their appends, until `most` were moved. Returns how many: a commit's transfers are moved
-- together, so it may be more.
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
  taken_at timestamptz;
BEGIN
  -- Until this transaction ends, no other one assigns positions: when a position can be read, so can all below it. The events are moved by a later
  -- statement, so that it sees what the sequencer before this one has moved.
  SELECT position INTO last FROM outbox.head /* one-sequencer */ FOR UPDATE;
  -- Under that lock, so that it never runs back along the positions.
  taken_at := /* under-the-lock */ ledger.clock();
  -- What was done to credentials is noted where this owner's triggers do not run (decision 75), and appended here.
  WITH noted AS (DELETE FROM rotation.pending RETURNING *)
  INSERT INTO outbox.pending (type, resource, data, occurred_at)
  SELECT 'credential.rotated', credential, json_build_object('login', login, 'change', change, 'valid_until', valid_until, 'changed_at', changed_at), changed_at
    FROM noted ORDER BY seq;
  WITH waiting AS (
    SELECT seq, coalesce(cardinality(transfers), 1) AS events FROM outbox.pending /* next-taken */ ORDER BY seq LIMIT most
  ), taken AS (
    DELETE FROM outbox.pending
     WHERE seq IN (SELECT w.seq FROM (SELECT seq, sum(events) OVER (ORDER BY seq) - events AS before FROM waiting) AS w WHERE w.before < most)
    RETURNING *
  ), placed AS (
    INSERT INTO outbox.events (position, id, type, resource, accounts, versions, actor, request_id, trace_id, data, occurred_at, sequenced_at)
    SELECT last + row_number() OVER (ORDER BY /* feed-order */ seq, place),
           coalesce(posted.transfer, CASE type WHEN 'transaction.posted' THEN resource ELSE id END),
           CASE WHEN posted.transfer IS NULL THEN type END, resource,
           CASE WHEN posted.transfer IS NULL THEN accounts END, CASE WHEN posted.transfer IS NULL THEN versions END,
           actor, request_id, trace_id, data, CASE WHEN posted.transfer IS NULL THEN occurred_at END, taken_at
      FROM taken LEFT JOIN LATERAL unnest(transfers) WITH ORDINALITY AS posted (transfer, place) ON true
    RETURNING position, type, accounts
  ), listed AS (
    INSERT INTO outbox.account_events (account_id, position)
    SELECT DISTINCT account_id, position FROM placed, unnest(accounts) AS account_id WHERE /* listed */ type <> 'transaction.posted'
  )
  SELECT count(*) INTO moved FROM placed;
  IF moved > 0 THEN
    UPDATE outbox.head SET position = last + moved;
  END IF;
  RETURN moved;
END
$$;
GRANT EXECUTE ON FUNCTION outbox.sequence(integer) TO ledge_runtime;
