-- The truth of an Idempotency-Key (law 11): written in the transaction of the effect it stands for, read to answer every
-- retry, never updated. Rows are kept for good: a retry a year later must still find its effect.
CREATE TABLE idempotency.keys (
  principal uuid NOT NULL,
  key text NOT NULL CHECK (octet_length(key) BETWEEN 1 AND 255),
  fingerprint bytea NOT NULL CHECK (octet_length(fingerprint) = 32),
  operation text NOT NULL,
  outcome json NOT NULL, -- json, not jsonb: a replay gives the bytes of the first answer, members in their order
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (principal, key)
);
GRANT SELECT, INSERT ON idempotency.keys TO ledge_runtime;
