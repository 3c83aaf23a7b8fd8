-- Drops the partitions of a month of tables whose partitions belong together; false: one of its deliveries has become pending meanwhile, and nothing was dropped.
-- A delivery becomes pending again only by a writer of its table, and the lock waits for those: so under it the last look counts.
CREATE OR REPLACE FUNCTION retention.drop_partition(relations text[], month timestamptz)
RETURNS boolean
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET TimeZone = 'UTC'
AS $$
DECLARE
  relation text;
BEGIN
  FOREACH relation IN ARRAY relations LOOP
    /* no-writer */ EXECUTE format('LOCK TABLE ONLY %s IN ACCESS EXCLUSIVE MODE', relation);
  END LOOP;
  IF 'webhooks.deliveries_ended' = ANY (relations) AND retention.pending_in(month) > 0 THEN
    RETURN false;
  END IF;
  FOREACH relation IN ARRAY relations LOOP
    EXECUTE format('DROP TABLE %s', retention.partition_of(relation, month));
  END LOOP;
  RETURN true;
END
$$;
