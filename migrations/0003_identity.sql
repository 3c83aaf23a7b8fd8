-- Who may call: API keys. None is ever deleted: a key is revoked. Column grants say what may change: the runtime cannot rewrite a key's hash
-- or scopes.
CREATE TABLE identity.api_keys (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  prefix text NOT NULL,
  hash bytea NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
  scopes text[] NOT NULL CHECK (cardinality(scopes) > 0),
  customer_id uuid,
  expires_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE (revoked_at) ON identity.api_keys TO ledge_runtime;
