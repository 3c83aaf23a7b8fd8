-- Who may call (API keys) and whom we serve (customers). Neither is ever deleted: a key is revoked, a customer keeps its history.
-- Column grants say what may change: the runtime cannot rewrite a key's hash or scopes, nor a customer's type or age.
CREATE TABLE identity.api_keys (
  id          uuid        PRIMARY KEY,
  name        text        NOT NULL,
  prefix      text        NOT NULL,
  hash        bytea       NOT NULL UNIQUE CHECK (octet_length(hash) = 32),
  scopes      text[]      NOT NULL CHECK (cardinality(scopes) > 0),
  customer_id uuid,
  expires_at  timestamptz,
  revoked_at  timestamptz,
  created_at  timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE (revoked_at) ON identity.api_keys TO ledge_runtime;

CREATE TABLE customers.customers (
  id           uuid        PRIMARY KEY,
  type         text        NOT NULL CHECK (type IN ('person', 'business')),
  name         text        NOT NULL,
  email        text,
  external_id  text,
  metadata     jsonb       NOT NULL,
  verification text        NOT NULL DEFAULT 'pending' CHECK (verification IN ('pending', 'verified', 'rejected', 'suspended')),
  verification_reason text,
  version      bigint      NOT NULL DEFAULT 1 CHECK (version > 0),
  created_at   timestamptz NOT NULL,
  updated_at   timestamptz NOT NULL
);
GRANT SELECT, INSERT,
  UPDATE (name, email, external_id, metadata, verification, verification_reason, version, updated_at)
  ON customers.customers TO ledge_runtime;
