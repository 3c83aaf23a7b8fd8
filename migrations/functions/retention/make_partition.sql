-- Makes a table's partition of a month like its default one, with the rows of that month that the default one has. The table itself is not locked for
-- that: only the default partition is, which has no rows as long as partitions are made ahead.
CREATE OR REPLACE FUNCTION retention.make_partition(relation text, month timestamptz)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET TimeZone = 'UTC'
AS $$
DECLARE
  partition CONSTANT text := retention.partition_of(relation, month);
  -- Of refusals by time, of the others by the first ids of these times.
  is_by_id  CONSTANT boolean := relation <> 'idempotency.refusals';
  part_key  CONSTANT text := pg_get_partkeydef(relation::regclass);
  since     CONSTANT text := CASE WHEN is_by_id THEN retention.first_id(month)::text ELSE month::text END;
  until     CONSTANT text := CASE WHEN is_by_id THEN retention.first_id(month + interval '1 month')::text ELSE (month + interval '1 month')::text END;
  by_column CONSTANT text := substring(part_key FROM '\((\w+)\)');
BEGIN
  EXECUTE format('CREATE TABLE %1$s (LIKE %2$s_default INCLUDING ALL)', partition, relation);
  /* no-writer */ EXECUTE format('LOCK TABLE %s_default IN EXCLUSIVE MODE', relation);
  EXECUTE format('WITH moved AS (DELETE FROM %1$s_default WHERE %3$I >= %4$L AND %3$I < %5$L RETURNING *) INSERT INTO %2$s SELECT * FROM moved',
                 relation, partition, by_column, since, until);
  EXECUTE format('ALTER TABLE %s ATTACH PARTITION %s FOR VALUES FROM (%L) TO (%L)', relation, partition, since, until);
END
$$;
