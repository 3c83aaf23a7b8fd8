-- The recorded results of Idempotency-Keys (law 11): written in the transaction of the effect, read to answer every retry, never updated. Rows
-- are kept for good: a retry a year later must still find its result. There is one table of keys: with two, one key could commit twice (law 13).
CREATE TABLE idempotency.keys (
  principal uuid NOT NULL,
  key text NOT NULL CHECK (octet_length(key) BETWEEN 1 AND 255),
  fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
  recorded_at timestamptz NOT NULL,
  -- What createTransfer posted, of whose row, which never changes, every answer is made; NULL: it was refused (idempotency.refusals).
  resource uuid,
  operation text NOT NULL,
  -- The answer of any other operation: the rows that it shows may change.
  outcome json, -- json, not jsonb: a replay has the bytes of the first answer, and json keeps the order of members
  PRIMARY KEY (principal, key),
  CHECK (
    CASE operation
      WHEN 'createTransfer' THEN outcome IS NULL
      ELSE outcome IS NOT NULL
      AND resource IS NULL
    END
  )
);
GRANT SELECT, INSERT ON idempotency.keys TO ledge_runtime;

-- Why the createTransfer of a key was refused, in the transaction of the key's row.
CREATE TABLE idempotency.refusals (
  principal uuid NOT NULL,
  key text NOT NULL,
  code text NOT NULL,
  -- Of the request that was refused first.
  request_id uuid NOT NULL,
  trace_id uuid,
  PRIMARY KEY (principal, key)
);
GRANT SELECT ON idempotency.refusals TO ledge_runtime;
