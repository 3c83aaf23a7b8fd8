-- The positions of an account's next events after a position, in order: its postings by its entries, all else by outbox.account_events.
-- Per account the feed follows the versions (law 21), and the event of a posting has the posting's id: so a search by halving finds the first entry
-- whose event lies after the position, in O(log n) look-ups, and no index of postings by account and position is needed.
CREATE OR REPLACE FUNCTION outbox.account_positions(account uuid, after bigint, most integer)
RETURNS SETOF bigint
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
/* settings/rows-by-key.sql */
AS $$
DECLARE
  low    bigint := 0; -- the event of its entry lies at the position or before
  high   bigint := (SELECT version + 1 FROM ledger.accounts WHERE id = account); -- after it, or has no position yet
  middle bigint;
BEGIN
  WHILE after > 0 AND high - low > 1 LOOP
    middle := (low + high) / 2;
    IF (SELECT e.position FROM ledger.entries AS n JOIN outbox.events AS e ON e.id = n.posting
         WHERE n.account_id = account AND n.version = middle) <= after THEN
      low := middle;
    ELSE
      high := middle;
    END IF;
  END LOOP;
  RETURN QUERY
    SELECT found.position
      FROM ((SELECT e.position
               FROM ledger.entries AS n JOIN outbox.events AS e ON e.id = n.posting
              WHERE n.account_id = account AND n.version > /* halved */ low
                -- Of several legs of one transaction, the first.
                AND (/* first-leg */ n.posting IS DISTINCT FROM (
                      SELECT p.posting FROM ledger.entries AS p WHERE p.account_id = account AND p.version = n.version - 1))
              ORDER BY n.version LIMIT most)
             UNION ALL
            (SELECT a.position FROM outbox.account_events AS a
              WHERE a.account_id = account AND a.position > after ORDER BY a.position LIMIT most)) AS found
     ORDER BY found.position LIMIT most;
END
$$;
GRANT EXECUTE ON FUNCTION outbox.account_positions(uuid, bigint, integer) TO ledge_runtime;
