-- The terms of accounts other than those that the ledger keeps. An account's name, external id and metadata may change; its kind and its holder may not.
CREATE TABLE accounts.accounts (
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('customer', 'house')),
  customer_id uuid CHECK ((kind = 'customer') = (customer_id IS NOT NULL)),
  code text CHECK ((kind = 'house') = (code IS NOT NULL)),
  currency text NOT NULL,
  name text,
  metadata jsonb NOT NULL,
  created_at timestamptz NOT NULL,
  external_id text,
  UNIQUE (code, currency)
);
CREATE INDEX accounts_by_customer ON accounts.accounts (customer_id, id);
-- For the filters of the list: each with the order in which it is read.
CREATE INDEX accounts_by_external_id ON accounts.accounts (external_id, id) WHERE external_id IS NOT NULL;
CREATE INDEX accounts_by_currency ON accounts.accounts (currency, id);
CREATE INDEX house_accounts ON accounts.accounts (id) WHERE kind = 'house';
GRANT SELECT, INSERT, UPDATE (name, external_id, metadata) ON accounts.accounts TO ledge_runtime;
ALTER TABLE accounts.accounts ENABLE ROW LEVEL SECURITY;
CREATE POLICY runtime ON accounts.accounts TO ledge_runtime USING (TRUE);
CREATE POLICY acting ON accounts.accounts
FOR SELECT
TO ledge_acting
USING (customer_id = nullif(current_setting('ledge.acting_customer', TRUE), '')::uuid);
GRANT SELECT ON accounts.accounts TO ledge_acting;
