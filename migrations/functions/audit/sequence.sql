-- Appends to the audit log what is committed and waits, in the order in which it was noted, until `most` records were appended; what one statement
-- has recorded is appended together, so it may be more. Returns the number of records in the log.
CREATE OR REPLACE FUNCTION audit.sequence(most integer)
RETURNS bigint
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
/* settings/rows-by-key.sql */
AS $$
DECLARE
  before bigint;
  added  bigint;
  taken_at timestamptz;
BEGIN
  -- Until this transaction ends nobody else gives indexes. What waits is read by a later statement, so that it sees what the sequencer before this
  -- one has appended.
  SELECT size INTO before FROM audit.head /* one-sequencer */ FOR UPDATE;
  taken_at := /* under-the-lock */ ledger.clock();
  WITH waiting AS (
    SELECT seq, coalesce(cardinality(keys), 1) AS records FROM audit.pending /* next-taken */ ORDER BY seq LIMIT most
  ), taken AS (
    DELETE FROM audit.pending
     WHERE seq IN (SELECT w.seq FROM (SELECT seq, sum(records) OVER (ORDER BY seq) - records AS earlier FROM waiting) AS w WHERE w.earlier < most)
    RETURNING *
  ), keyed AS (
    SELECT t.seq, noted.place, k.*
      FROM taken AS t CROSS JOIN LATERAL unnest(t.principals, t.keys) WITH ORDINALITY AS noted (principal, key, place)
      JOIN idempotency.keys AS k ON k.principal = noted.principal AND k.key = noted.key
  ), entries AS (
    SELECT k.seq, k.place, k.recorded_at, k.principal, p.customer_id AS customer, k.operation,
           CASE WHEN k.resource IS NULL AND k.outcome IS NULL THEN coalesce(n.code, 'refused') ELSE 'done' END AS outcome,
           CASE WHEN k.resource IS NOT NULL THEN ARRAY[k.resource] ELSE coalesce(array_remove(k.resources, NULL), '{}') END AS resources,
           coalesce(k.request_id, t.request_id, n.request_id) AS request_id, coalesce(k.trace_id, t.trace_id, n.trace_id) AS trace_id,
           k.fingerprint, sha256(convert_to(k.key, 'UTF8')) AS key_digest
      FROM keyed AS k
      LEFT JOIN ledger.transfers AS t ON t.id = k.resource
      LEFT JOIN identity.api_keys AS p ON p.id = k.principal
      -- OFFSET 0: it is called only for what was refused. (A refusal outlasts its sequencing by months; without one, the log still goes on.)
      LEFT JOIN LATERAL (SELECT f.code, f.request_id, f.trace_id FROM idempotency.refusal_of(k.principal, k.key, k.recorded_at) AS f
                          WHERE k.resource IS NULL AND k.outcome IS NULL OFFSET 0) AS n ON true
     UNION ALL
    SELECT seq, 0, (entry).* FROM taken WHERE keys IS NULL
  ), appended AS (
    INSERT INTO audit.records (index, salt, recorded_at, principal, customer, operation, outcome, resources, request_id, trace_id, fingerprint, key_digest, sequenced_at)
    SELECT before - 1 + row_number() OVER (ORDER BY /* log-order */ seq, place),
           -- 128 random bits: of a random UUID six are fixed.
           substr(sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())), 1, 16),
           recorded_at, principal, customer, operation, outcome, resources, request_id, trace_id, fingerprint, key_digest, taken_at
      FROM entries
    RETURNING index, resources
  ), listed AS (
    INSERT INTO audit.further_resources (resource, index)
    SELECT DISTINCT further.resource, a.index FROM appended AS a, unnest(a.resources[2:]) AS further (resource) WHERE further.resource IS NOT NULL
  )
  SELECT count(*) INTO added FROM appended;
  IF added > 0 THEN
    UPDATE audit.head SET size = before + added;
  END IF;
  RETURN before + added;
END
$$;
GRANT EXECUTE ON FUNCTION audit.sequence(integer) TO ledge_runtime;
