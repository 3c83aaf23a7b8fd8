-- API keys. None is ever deleted: a key is revoked. The column grants limit what may change: the runtime can change neither a key's hash, nor its
-- scopes, nor its principal.
CREATE TABLE identity.api_keys (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  prefix text NOT NULL,
  -- The id of the pepper that the token is hashed under: it is listed for as long as a key that names it is valid.
  pepper text NOT NULL CHECK (pepper ~ '^[0-9a-f]{8}$'),
  hash bytea NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
  scopes text[] NOT NULL CHECK (cardinality(scopes) > 0),
  customer_id uuid,
  expires_at timestamptz CHECK (expires_at >= '1900-01-01 00:00:00+00' AND expires_at < '2200-01-01 00:00:00+00'),
  revoked_at timestamptz,
  created_at timestamptz NOT NULL,
  -- The first key in its chain of rotations, at first itself. Recorded results, events and cursors belong to the principal: a request that was
  -- sent with one key of the chain can be retried with another (law 14).
  principal uuid NOT NULL,
  -- The key that it succeeds: each has one successor at most.
  rotated_from uuid UNIQUE,
  -- Its successor: shown by reads of the key, and part of its entity tag.
  rotated_to uuid UNIQUE,
  -- The key's own rate of requests, for the edge; NULL: that of its kind.
  rate_burst integer CHECK (rate_burst > 0),
  rate_per_minute integer CHECK (rate_per_minute > 0),
  CHECK ((rate_burst IS NULL) = (rate_per_minute IS NULL)),
  CHECK ((principal = id) = (rotated_from IS NULL))
);
-- Which peppers are in use, read one by one.
CREATE INDEX api_keys_by_pepper ON identity.api_keys (pepper) WHERE revoked_at IS NULL;
GRANT SELECT, INSERT, UPDATE (rotated_to, expires_at, revoked_at) ON identity.api_keys TO ledge_runtime;
