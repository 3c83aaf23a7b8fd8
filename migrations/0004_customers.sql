-- Customers. No customer is ever deleted. The column grants limit what may change: the runtime can change neither a customer's type nor the time
-- at which the customer was created.
CREATE TABLE customers.customers (
  id uuid PRIMARY KEY,
  type text NOT NULL CHECK (type IN ('person', 'business')),
  name text NOT NULL,
  email text,
  external_id text,
  metadata jsonb NOT NULL,
  verification text NOT NULL DEFAULT 'pending' CHECK (verification IN ('pending', 'verified', 'rejected', 'suspended')),
  verification_reason text,
  version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE (name, email, external_id, metadata, verification, verification_reason, version, updated_at)
ON customers.customers
TO ledge_runtime;
