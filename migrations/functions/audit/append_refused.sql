-- Notes writes that were refused without a row of their key, each request once. In the order of their requests, so that two reports of the same requests
-- queue instead of deadlocking.
CREATE OR REPLACE FUNCTION audit.append_refused(writes json)
RETURNS void
LANGUAGE sql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
  WITH
    reported AS (SELECT DISTINCT ON (request_id) * FROM json_populate_recordset(NULL::audit.refused_write, writes) ORDER BY request_id),
    fresh AS (
      INSERT INTO audit.refused_requests (request_id)
      SELECT request_id FROM reported ORDER BY request_id
      /* once */ ON CONFLICT DO NOTHING
      RETURNING request_id
    )
  INSERT INTO audit.pending (entry)
  SELECT
    ROW(
      -- Reports may be late while the log cannot be reached; no edge dates what it reports otherwise.
      CASE
        WHEN r.recorded_at IS NOT NULL THEN least(greatest(r.recorded_at, statement_timestamp() - INTERVAL '1 day'), statement_timestamp())
      END,
      r.principal,
      r.customer,
      r.operation,
      r.outcome,
      array_remove(ARRAY[r.target], NULL),
      r.request_id,
      r.trace_id,
      decode(r.fingerprint, 'hex'),
      decode(r.key_digest, 'hex')
    )::audit.entry
  FROM
    reported AS r
    JOIN fresh USING (request_id)
  ORDER BY r.recorded_at;
$$;
GRANT EXECUTE ON FUNCTION audit.append_refused(json) TO ledge_runtime;
