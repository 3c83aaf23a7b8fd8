-- Who may call: API keys. None is ever deleted: a key is revoked. Column grants say what may change: the runtime cannot rewrite a key's hash
-- or scopes, or move a key to another principal.
CREATE TABLE identity.api_keys (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  prefix text NOT NULL,
  hash bytea NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
  scopes text[] NOT NULL CHECK (cardinality(scopes) > 0),
  customer_id uuid,
  expires_at timestamptz CHECK (expires_at >= '1900-01-01 00:00:00+00' AND expires_at < '2200-01-01 00:00:00+00'),
  revoked_at timestamptz,
  created_at timestamptz NOT NULL,
  -- The first key of its line of rotations, itself at first: whose requests, events and cursors are its own. What was sent under one key of
  -- the line is retried under another, and found (law 14).
  principal uuid NOT NULL,
  -- The key that it succeeds: each has one successor at most.
  rotated_from uuid UNIQUE,
  -- Its successor: who reads the key sees that it was rotated, and its tag changes with it.
  rotated_to uuid UNIQUE,
  CHECK ((principal = id) = (rotated_from IS NULL))
);
GRANT SELECT, INSERT, UPDATE (rotated_to, expires_at, revoked_at) ON identity.api_keys TO ledge_runtime;
