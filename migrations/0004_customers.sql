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
-- For the filters of the list: each with the order in which it is read.
CREATE INDEX customers_by_external_id ON customers.customers (external_id, id) WHERE external_id IS NOT NULL;
CREATE INDEX customers_by_verification ON customers.customers (verification, id);
GRANT SELECT, INSERT, UPDATE (name, email, external_id, metadata, verification, verification_reason, version, updated_at)
ON customers.customers
TO ledge_runtime;
-- Row security is the last fence on what is read for one customer (decision 65). core-service reads for a principal as the role ledge_acting, which
-- sees the rows of the customer whom `ledge.acting_customer` names for one transaction, and none when it names nobody, whatever the statement
-- forgets to ask. ledge_runtime, which posts, reads for the institution and reads for many principals in one statement, sees all rows: the
-- condition `true` is dropped when a statement is planned, and costs nothing there. The operators are leakproof, so that a statement's own
-- conditions still find rows by their indexes. So it is for every table that has an owner.
ALTER TABLE customers.customers ENABLE ROW LEVEL SECURITY;
CREATE POLICY runtime ON customers.customers TO ledge_runtime USING (TRUE);
CREATE POLICY acting ON customers.customers
FOR SELECT
TO ledge_acting
USING (id = nullif(current_setting('ledge.acting_customer', TRUE), '')::uuid);
GRANT SELECT ON customers.customers TO ledge_acting;
