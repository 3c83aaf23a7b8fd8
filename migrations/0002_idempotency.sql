-- The recorded results of Idempotency-Keys (law 11): written in the transaction of the effect, read to answer every retry, never updated. Rows
-- are kept for good: a retry a year later must still find its result. There is one table of keys: with two, one key could commit twice (law 13).
CREATE TABLE idempotency.keys (
  principal uuid NOT NULL,
  key text NOT NULL CHECK (octet_length(key) BETWEEN 1 AND 255),
  fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
  -- What the audit log can show: of four digits of the year.
  recorded_at timestamptz NOT NULL CHECK (recorded_at >= '0001-01-01 00:00:00+00' AND recorded_at < '10000-01-01 00:00:00+00'),
  -- What createTransfer posted, of whose row, which never changes, every answer is made.
  resource uuid,
  operation text NOT NULL,
  -- The answer of any other operation: the rows that it shows may change. Neither this nor a resource: it was refused (idempotency.refusals).
  outcome json, -- json, not jsonb: a replay has the bytes of the first answer, and json keeps the order of members
  -- For the audit log, of any write but a transfer, whose row has them: what it made or changed, and the request.
  resources uuid[],
  request_id uuid,
  trace_id uuid,
  PRIMARY KEY (principal, key),
  CHECK (
    CASE operation
      WHEN 'createTransfer' THEN outcome IS NULL
      ELSE resource IS NULL
    END
  )
);
GRANT SELECT, INSERT ON idempotency.keys TO ledge_runtime;

-- Why the write of a key was refused, in the transaction of the key's row. The key stands for good and this does not (decision 64): a month of
-- refusals is a partition, which retention.apply drops as a whole. A key of a refusal that has gone is answered outcome_expired, never decided
-- anew. Partitions by month are made by retention.apply; the default one takes what has no other, so that no write fails for want of one.
CREATE TABLE idempotency.refusals (
  principal uuid NOT NULL,
  recorded_at timestamptz NOT NULL, -- as in the key's row: with it one partition is read
  -- Of the request that was refused first.
  request_id uuid NOT NULL,
  trace_id uuid,
  key text NOT NULL,
  code text NOT NULL,
  -- What the answer has beside the code's title.
  detail text,
  errors json,
  -- Of `external_id_exists` and `house_account_exists`: what exists.
  existing uuid,
  PRIMARY KEY (principal, key, recorded_at)
)
PARTITION BY RANGE (recorded_at);
CREATE TABLE idempotency.refusals_default PARTITION OF idempotency.refusals DEFAULT;
GRANT SELECT, INSERT ON idempotency.refusals TO ledge_runtime;

-- The external ids that a write asked to be unique (`external_id_unique`), and what has each: of a principal, one per kind of resource. A write without
-- the flag neither writes nor reads a row here. In the transaction of what has the id: of two that race, the later one waits at the primary key until
-- the earlier one has ended, and then finds it (idempotency.claim).
CREATE TABLE idempotency.external_ids (
  principal uuid NOT NULL,
  kind text NOT NULL CHECK (kind IN ('account', 'customer', 'hold', 'transaction', 'transfer')),
  external_id text NOT NULL,
  resource uuid NOT NULL,
  PRIMARY KEY (principal, kind, external_id)
);
GRANT SELECT, INSERT ON idempotency.external_ids TO ledge_runtime;

-- What the writes of a set have asked for, in their order.
CREATE TYPE idempotency.claims AS (
  -- Of each write: the place, from 1, of the first one that asks for the same id; NULL: it asks for none.
  numbers integer[],
  -- By that number: what has the id already; NULL: nothing has it.
  holders uuid[]
);
