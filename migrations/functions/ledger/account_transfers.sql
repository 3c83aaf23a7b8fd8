-- The ids of an account's transfers, newest first: those recorded in [starts_at, ends_at) with an id below `before` (NULL: no bound), at most `most`.
-- There is no index of transfers by account: an account's entries are in the order of recording, an id contains the time at which its transfer was
-- recorded, and an entry of a transaction points past itself. So the cost is that of the answer, two searches for its bounds, and the account's
-- transfers of the same millisecond as its first and last: of those, the order of ids is not that of versions.
-- As its owner, because row security would judge each entry: it judges the account once, and shows ids alone.
CREATE OR REPLACE FUNCTION ledger.account_transfers(account uuid, starts_at timestamptz, ends_at timestamptz, before uuid, most integer)
RETURNS SETOF uuid
LANGUAGE plpgsql
STABLE
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
/* settings/rows-by-key.sql */
AS $$
DECLARE
  tick   CONSTANT interval := '1 millisecond'; -- instants are whole milliseconds
  newest CONSTANT bigint := (SELECT version FROM ledger.accounts WHERE id = account AND (/* acting */ ledger.shows(owner_id)));
  latest CONSTANT timestamptz := least(ends_at - tick, uuid_extract_timestamp(before));
  lowest CONSTANT bigint := CASE WHEN starts_at IS NULL THEN 0 ELSE ledger.version_at(account, newest, starts_at - tick) END;
  high   bigint := CASE WHEN latest IS NULL THEN newest ELSE ledger.version_at(account, newest, latest) END;
  found  uuid[] := '{}';
  until  timestamptz; -- that of the last one that is wanted
  entry  ledger.entries;
BEGIN
  <<run>>
  WHILE high > lowest LOOP
    FOR entry IN
      SELECT * FROM ledger.entries WHERE account_id = account AND version <= high AND version > lowest ORDER BY version DESC
    LOOP
      EXIT run WHEN /* same-instant */ entry.recorded_at < until;
      high := coalesce(/* skip-legs */ entry.last_transfer, entry.version - 1);
      EXIT WHEN entry.last_transfer IS NOT NULL;
      IF before IS NULL OR entry.posting < before THEN
        found := found || entry.posting;
        IF cardinality(found) = most THEN
          until := entry.recorded_at;
        END IF;
      END IF;
    END LOOP;
  END LOOP;
  RETURN QUERY SELECT id FROM unnest(found) AS id ORDER BY id DESC LIMIT most;
END
$$;
GRANT EXECUTE ON FUNCTION ledger.account_transfers(uuid, timestamptz, timestamptz, uuid, integer) TO ledge_runtime, ledge_acting;
