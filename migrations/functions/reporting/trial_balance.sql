-- The present trial balance.
CREATE OR REPLACE VIEW reporting.trial_balance AS
  SELECT account_id, account_uuid, kind, code, name, currency, debit, credit FROM reporting.trial_balance_at(NULL);
GRANT SELECT ON reporting.trial_balance TO ledge_analyst;
COMMENT ON VIEW reporting.trial_balance IS
  'One row per account that has an entry; per currency, debits equal credits. For an earlier instant: trial_balance_at().';
COMMENT ON COLUMN reporting.trial_balance.account_id IS 'The API''s id: acct_…';
COMMENT ON COLUMN reporting.trial_balance.account_uuid IS 'The same as a UUID';
COMMENT ON COLUMN reporting.trial_balance.kind IS 'house: the institution''s own; customer: a customer''s';
COMMENT ON COLUMN reporting.trial_balance.code IS 'A house account''s code in the chart of accounts';
COMMENT ON COLUMN reporting.trial_balance.name IS 'The account''s name';
COMMENT ON COLUMN reporting.trial_balance.currency IS 'ISO 4217 code';
COMMENT ON COLUMN reporting.trial_balance.debit IS 'Its balance, if that is on the debit side; else 0';
COMMENT ON COLUMN reporting.trial_balance.credit IS 'Its balance, if that is on the credit side; else 0';
