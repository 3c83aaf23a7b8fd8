-- What a search begins with: which model serves, and up to when it has what was committed. It is the instant of the question, or, if something is still to be
-- applied, when the oldest of that was recorded; of that only the second, because it may be another's. As its owner: a customer may not read the feed.
CREATE OR REPLACE FUNCTION search.reading()
RETURNS TABLE (slot integer, generation bigint, as_of timestamptz)
LANGUAGE sql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT
    s.serving,
    s.generation,
    date_trunc(
      'second',
      least(
        clock_timestamp(),
        (SELECT f.occurred_at FROM outbox.feed AS f WHERE f.position = i.position + 1),
        (SELECT p.occurred_at FROM outbox.pending AS p ORDER BY p.seq LIMIT 1)
      )
    )
  FROM
    search.state AS s
    CROSS JOIN outbox.inboxes AS i
  WHERE i.consumer = 'search';
$$;
GRANT EXECUTE ON FUNCTION search.reading() TO ledge_runtime, ledge_acting;
