-- Applies a range of the feed: whatever an event is about is read from its table anew, and put into the model that serves, and into the one that is being
-- built. Not the event's own data: the tables are the truth, and a rebuild reads them too, so both ways lead to one model. Its caller holds the lock of
-- the inbox, and moves it in the same transaction.
CREATE OR REPLACE FUNCTION search.apply(after bigint, through bigint)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  slots CONSTANT integer[] := (
    SELECT CASE WHEN /* both-models */ stage = 'filling' THEN ARRAY[serving, 1 - serving] ELSE ARRAY[serving] END FROM search.state
  );
  about record;
BEGIN
  FOR about IN
    SELECT coalesce(split_part(e.type, '.', 1), 'transfer') AS kind, array_agg(DISTINCT coalesce(e.resource, e.id)) AS ids
      FROM outbox.events AS e
     WHERE e.position > after AND e.position <= through
     GROUP BY 1
  LOOP
    -- A test of an endpoint changes nothing, and of passwords and API keys nothing is searched: the first keys of a platform are made without an event.
    CONTINUE WHEN about.kind IN ('ping', 'credential', 'api_key');
    PERFORM search.store(slots, about.kind, about.ids);
  END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION search.apply(bigint, bigint) TO ledge_runtime;
