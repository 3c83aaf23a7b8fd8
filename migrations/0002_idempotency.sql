-- The recorded results of Idempotency-Keys (law 11): written in the transaction of the effect, read to answer every retry, never updated. Rows
-- are kept for good: a retry a year later must still find its result.
CREATE TABLE idempotency.keys (
  principal uuid NOT NULL,
  key text NOT NULL CHECK (octet_length(key) BETWEEN 1 AND 255),
  fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
  operation text NOT NULL,
  outcome json NOT NULL, -- json, not jsonb: a replay has the bytes of the first answer, and json keeps the order of members
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (principal, key)
);
GRANT SELECT, INSERT ON idempotency.keys TO ledge_runtime;
