-- The audit log (law 22): a record of every write and of every act of the platform's own, in one order that can be proved. What is committed is first in `pending`;
-- audit.sequence gives it its index in the log afterwards, under a lock, as outbox.sequence gives events their positions: a late committer is never
-- skipped, and the log has neither gap nor fork.
--
-- The row of a key is the record of its write: a trigger, which no command can leave out, notes the keys of each statement that writes some. Nobody
-- whom the runtime can be changes a record or takes one away.

-- A record as far as the database decides it. Ids and digests alone: a name or a text of a request would be in the log for good.
CREATE TYPE audit.entry AS (
  recorded_at timestamptz,
  principal uuid, -- NULL: the platform itself
  customer uuid, -- on whose behalf: of a key that is bound to a customer
  operation text, -- as in the contract; of an act of the platform, its own name (audit.append_acts)
  outcome text, -- 'done', or the code of the problem
  -- What it made or changed, as its operation says in which order (shared/contracts/audit); refused, what it would have changed. Empty: nothing.
  resources uuid[],
  request_id uuid,
  trace_id uuid,
  fingerprint bytea,
  key_digest bytea -- SHA-256 of the Idempotency-Key
);

CREATE TABLE audit.pending (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- The keys that one statement has recorded. Not compressed: they become no shorter.
  principals uuid[] STORAGE EXTERNAL,
  keys text[] STORAGE EXTERNAL CHECK (cardinality(keys) = cardinality(principals)),
  -- Or what leaves no key.
  entry audit.entry,
  -- What could not be a record is refused here, where it is noted: behind it nothing could be sequenced, sealed or shown any more.
  CHECK (
    entry IS NULL
    OR (
      (entry).recorded_at IS NOT NULL
      AND (entry).recorded_at >= '0001-01-01 00:00:00+00'
      AND (entry).recorded_at < '10000-01-01 00:00:00+00'
      AND (entry).resources IS NOT NULL
      AND array_position((entry).resources, NULL) IS NULL
      AND coalesce((entry).operation ~ '^[a-z][A-Za-z0-9]{0,63}$', FALSE)
      AND coalesce((entry).outcome ~ '^[a-z][a-z0-9_]{0,63}$', FALSE)
      AND coalesce(octet_length((entry).fingerprint), 32) = 32
      AND coalesce(octet_length((entry).key_digest), 32) = 32
    )
  ),
  CHECK (num_nulls(keys, entry) = 1 AND num_nulls(keys, principals) != 1)
);
GRANT SELECT ON audit.pending TO ledge_runtime;

-- The log: append-only, index 0..n-1 without a gap, which is the index of the record's leaf in the tree. With the salt, which only a reader of the
-- record gets, a leaf that is public says nothing (RFC 6962 has no such thing; the commitment is shared/transparency/record).
CREATE TABLE audit.records (
  index bigint PRIMARY KEY CHECK (index >= 0),
  salt bytea NOT NULL CHECK (octet_length(salt) = 16),
  recorded_at timestamptz NOT NULL,
  principal uuid,
  customer uuid,
  operation text NOT NULL,
  outcome text NOT NULL,
  resources uuid[] NOT NULL,
  request_id uuid,
  trace_id uuid,
  fingerprint bytea CHECK (octet_length(fingerprint) = 32),
  key_digest bytea CHECK (octet_length(key_digest) = 32),
  -- When it got its place: along the indexes it never runs back, so that a range of it is a range of indexes, to which nothing is added once it has
  -- ended (law 31). Of the time of recording this is not true: who began before may commit after.
  sequenced_at timestamptz NOT NULL
);
-- Filled by the sequencer alone: the posting path pays for none of them.
CREATE INDEX records_by_principal ON audit.records (principal, index);
CREATE INDEX records_by_operation ON audit.records (operation, index);
CREATE INDEX records_by_request ON audit.records (request_id);
CREATE INDEX records_by_resource ON audit.records ((resources[1]), index);
CREATE INDEX records_by_time ON audit.records (sequenced_at, index);
-- The second and further resources of records that have several: those of batches.
CREATE TABLE audit.further_resources (
  resource uuid NOT NULL,
  index bigint NOT NULL,
  PRIMARY KEY (resource, index)
);
GRANT SELECT ON audit.records, audit.further_resources TO ledge_runtime;

-- A write that was refused and left no row of its key, as the edge reports it.
CREATE TYPE audit.refused_write AS (
  recorded_at timestamptz,
  principal uuid,
  customer uuid,
  operation text,
  target uuid, -- what it would have changed; NULL: it named nothing
  outcome text,
  request_id uuid,
  trace_id uuid,
  fingerprint text, -- hex
  key_digest text
);
-- The requests that were reported: each is recorded once, however often a report is repeated.
CREATE TABLE audit.refused_requests (
  request_id uuid PRIMARY KEY
);

-- The number of records in the log. One row: its lock admits one sequencer at a time.
CREATE TABLE audit.head (
  singleton boolean PRIMARY KEY DEFAULT TRUE CHECK (singleton),
  size bigint NOT NULL DEFAULT 0
);
INSERT INTO audit.head DEFAULT VALUES;
GRANT SELECT ON audit.head TO ledge_runtime;
