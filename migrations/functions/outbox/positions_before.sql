-- How many events had their position before an instant: the last position of the feed that was given before it, 0 if none was. `sequenced_at` never
-- runs back along the positions, and these have no gap, so that halving finds it in O(log n) look-ups and needs no index by time.
CREATE OR REPLACE FUNCTION outbox.positions_before(at timestamptz)
RETURNS bigint
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
/* settings/rows-by-key.sql */
AS $$
DECLARE
  low    bigint := 0; -- its time is before the instant
  high   bigint := (SELECT position + 1 FROM outbox.head); -- it is not, or there is none
  middle bigint;
BEGIN
  WHILE high - low > 1 LOOP
    middle := (low + high) / 2;
    IF (SELECT e.sequenced_at FROM outbox.events AS e WHERE e.position = middle) < at THEN
      low := middle;
    ELSE
      high := middle;
    END IF;
  END LOOP;
  RETURN low;
END
$$;
GRANT EXECUTE ON FUNCTION outbox.positions_before(timestamptz) TO ledge_runtime;
