-- One schema per domain, so that a grant and a fence can follow the domain's name; and no function that everyone may
-- call by default (Postgres grants EXECUTE to PUBLIC unless told otherwise).
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

CREATE SCHEMA idempotency;
CREATE SCHEMA identity;
CREATE SCHEMA customers;
CREATE SCHEMA ledger;
CREATE SCHEMA accounts;
CREATE SCHEMA payments;
CREATE SCHEMA outbox;
CREATE SCHEMA webhooks;

GRANT USAGE ON SCHEMA idempotency, identity, customers, ledger, accounts, payments, outbox, webhooks TO ledge_runtime;
