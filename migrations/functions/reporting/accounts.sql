-- Accounts with their present balances.
CREATE OR REPLACE VIEW reporting.accounts AS
  SELECT
    reporting.typeid_of('acct', a.id) AS account_id,
    a.id AS account_uuid,
    CASE
      WHEN a.owner_id IS NULL THEN 'house'
      ELSE 'customer'
    END AS kind,
    w.code,
    reporting.typeid_of('cus', a.owner_id) AS customer_id,
    w.name,
    a.currency,
    a.normal_side,
    a.status,
    a.owner_blocked AS customer_blocked,
    a.overdraft_limit * reporting.minor_unit(a.currency) AS overdraft_limit,
    a.posted * reporting.minor_unit(a.currency) AS posted,
    a.pending_in * reporting.minor_unit(a.currency) AS pending_in,
    a.pending_out * reporting.minor_unit(a.currency) AS pending_out,
    (a.posted::numeric - a.pending_out) * reporting.minor_unit(a.currency) AS available,
    a.posted AS posted_minor,
    a.version,
    w.created_at AS opened_at,
    a.opened_on
  FROM
    ledger.accounts AS a
    LEFT JOIN accounts.accounts AS w ON w.id = a.id;
GRANT SELECT ON reporting.accounts TO ledge_analyst;
COMMENT ON VIEW reporting.accounts IS 'Every account with its present balance. Amounts are signed to the account''s normal side.';
COMMENT ON COLUMN reporting.accounts.account_id IS 'The API''s id: acct_…';
COMMENT ON COLUMN reporting.accounts.account_uuid IS 'The same as a UUID: joins and look-ups by it use an index';
COMMENT ON COLUMN reporting.accounts.kind IS 'house: the institution''s own; customer: a customer''s';
COMMENT ON COLUMN reporting.accounts.code IS 'A house account''s code in the chart of accounts';
COMMENT ON COLUMN reporting.accounts.customer_id IS 'The customer who holds it: cus_…; null for a house account';
COMMENT ON COLUMN reporting.accounts.name IS 'Its name';
COMMENT ON COLUMN reporting.accounts.currency IS 'ISO 4217 code';
COMMENT ON COLUMN reporting.accounts.normal_side IS 'The side on which the balance grows: debit or credit';
COMMENT ON COLUMN reporting.accounts.status IS 'open, frozen or closed';
COMMENT ON COLUMN reporting.accounts.customer_blocked IS 'Whether its customer was rejected or suspended: then only corrections debit it';
COMMENT ON COLUMN reporting.accounts.overdraft_limit IS 'How far available may fall below zero; null: no limit';
COMMENT ON COLUMN reporting.accounts.posted IS 'The sum of its entries';
COMMENT ON COLUMN reporting.accounts.pending_in IS 'What open holds will add to it';
COMMENT ON COLUMN reporting.accounts.pending_out IS 'What open holds will take from it';
COMMENT ON COLUMN reporting.accounts.available IS 'posted less pending_out';
COMMENT ON COLUMN reporting.accounts.posted_minor IS 'posted in minor units, a whole number';
COMMENT ON COLUMN reporting.accounts.version IS 'How many entries it has';
COMMENT ON COLUMN reporting.accounts.opened_at IS 'When it was opened here';
COMMENT ON COLUMN reporting.accounts.opened_on IS 'The day (UTC) before which nothing of it counts';
