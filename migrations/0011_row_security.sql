-- Row security: the last fence on what is read for one customer (decision 65). core-service reads for a principal as the role ledge_acting, which sees
-- the rows of the customer whom `ledge.acting_customer` names for one transaction, and none when it names nobody, whatever the statement forgets to
-- ask. ledge_runtime, which posts, reads for the institution and reads for many principals in one statement, sees all rows: the condition `true` is
-- dropped when a statement is planned, and costs nothing there.
--
-- The operators are leakproof, so that a statement's own conditions still find rows by their indexes; the customer is read once per statement.
-- Whether an account is the customer's is asked of ledger.accounts, whose own policy answers.
GRANT USAGE ON SCHEMA customers, accounts, ledger, payments TO ledge_acting;

ALTER TABLE customers.customers ENABLE ROW LEVEL SECURITY;
CREATE POLICY runtime ON customers.customers TO ledge_runtime USING (TRUE);
CREATE POLICY acting ON customers.customers
FOR SELECT
TO ledge_acting
USING (id = nullif(current_setting('ledge.acting_customer', TRUE), '')::uuid);
GRANT SELECT ON customers.customers TO ledge_acting;

ALTER TABLE accounts.accounts ENABLE ROW LEVEL SECURITY;
CREATE POLICY runtime ON accounts.accounts TO ledge_runtime USING (TRUE);
CREATE POLICY acting ON accounts.accounts
FOR SELECT
TO ledge_acting
USING (customer_id = nullif(current_setting('ledge.acting_customer', TRUE), '')::uuid);
GRANT SELECT ON accounts.accounts TO ledge_acting;

ALTER TABLE ledger.accounts ENABLE ROW LEVEL SECURITY;
CREATE POLICY runtime ON ledger.accounts TO ledge_runtime USING (TRUE);
CREATE POLICY acting ON ledger.accounts
FOR SELECT
TO ledge_acting
USING (owner_id = nullif(current_setting('ledge.acting_customer', TRUE), '')::uuid);
GRANT SELECT ON ledger.accounts TO ledge_acting;

ALTER TABLE ledger.entries ENABLE ROW LEVEL SECURITY;
CREATE POLICY runtime ON ledger.entries TO ledge_runtime USING (TRUE);
CREATE POLICY acting ON ledger.entries
FOR SELECT
TO ledge_acting
USING (account_id IN (SELECT a.id FROM ledger.accounts AS a));
GRANT SELECT ON ledger.entries TO ledge_acting;

ALTER TABLE ledger.backdatings ENABLE ROW LEVEL SECURITY;
CREATE POLICY runtime ON ledger.backdatings TO ledge_runtime USING (TRUE);
CREATE POLICY acting ON ledger.backdatings
FOR SELECT
TO ledge_acting
USING (account_id IN (SELECT a.id FROM ledger.accounts AS a));
GRANT SELECT ON ledger.backdatings TO ledge_acting;

ALTER TABLE ledger.transfers ENABLE ROW LEVEL SECURITY;
CREATE POLICY runtime ON ledger.transfers TO ledge_runtime USING (TRUE);
CREATE POLICY acting ON ledger.transfers
FOR SELECT
TO ledge_acting
USING (source_account IN (SELECT a.id FROM ledger.accounts AS a) OR destination_account IN (SELECT a.id FROM ledger.accounts AS a));
GRANT SELECT ON ledger.transfers TO ledge_acting;

ALTER TABLE ledger.transactions ENABLE ROW LEVEL SECURITY;
CREATE POLICY runtime ON ledger.transactions TO ledge_runtime USING (TRUE);
CREATE POLICY acting ON ledger.transactions
FOR SELECT
TO ledge_acting
USING (EXISTS (SELECT FROM ledger.accounts AS a WHERE a.id = ANY (accounts)));
GRANT SELECT ON ledger.transactions TO ledge_acting;

ALTER TABLE payments.holds ENABLE ROW LEVEL SECURITY;
CREATE POLICY runtime ON payments.holds TO ledge_runtime USING (TRUE);
CREATE POLICY acting ON payments.holds
FOR SELECT
TO ledge_acting
USING (source_account IN (SELECT a.id FROM ledger.accounts AS a) OR destination_account IN (SELECT a.id FROM ledger.accounts AS a));
GRANT SELECT ON payments.holds TO ledge_acting;
