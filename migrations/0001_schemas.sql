-- One schema per domain, so that grants and fences can be by domain; and no function is executable by every role (Postgres grants EXECUTE to
-- PUBLIC by default).
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

CREATE SCHEMA idempotency;
CREATE SCHEMA identity;
CREATE SCHEMA customers;
CREATE SCHEMA ledger;
CREATE SCHEMA accounts;
CREATE SCHEMA payments;
CREATE SCHEMA outbox;
CREATE SCHEMA webhooks;
CREATE SCHEMA audit;
CREATE SCHEMA search;

GRANT USAGE ON SCHEMA idempotency, identity, customers, ledger, accounts, payments, outbox, webhooks, audit, search TO ledge_runtime;
-- Reads for one customer alone (decision 65).
GRANT USAGE ON SCHEMA customers, accounts, ledger, payments, search TO ledge_acting;
