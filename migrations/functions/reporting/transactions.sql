-- Transactions that operators posted by their legs; the legs are entries.
CREATE OR REPLACE VIEW reporting.transactions AS
  SELECT
    reporting.typeid_of('txn', x.id) AS transaction_id,
    x.id AS transaction_uuid,
    x.description,
    x.external_id,
    x.metadata,
    x.effective_at,
    x.recorded_at
  FROM ledger.transactions AS x;
GRANT SELECT ON reporting.transactions TO ledge_analyst;
COMMENT ON VIEW reporting.transactions IS
  'Transactions that operators posted by legs, such as corrections and exchanges. Their entries have the transaction_uuid.';
COMMENT ON COLUMN reporting.transactions.transaction_id IS 'The API''s id: txn_…';
COMMENT ON COLUMN reporting.transactions.transaction_uuid IS 'The same as a UUID: joins and look-ups by it use an index';
COMMENT ON COLUMN reporting.transactions.description IS 'Its description';
COMMENT ON COLUMN reporting.transactions.external_id IS 'The operator''s own id of it';
COMMENT ON COLUMN reporting.transactions.metadata IS 'The operator''s own members';
COMMENT ON COLUMN reporting.transactions.effective_at IS 'When it counts (value date)';
COMMENT ON COLUMN reporting.transactions.recorded_at IS 'When it was recorded';
