-- Transfers.
CREATE OR REPLACE VIEW reporting.transfers AS
  SELECT
    reporting.typeid_of('trf', t.id) AS transfer_id,
    t.id AS transfer_uuid,
    reporting.typeid_of('acct', t.source_account) AS source_account_id,
    t.source_account AS source_account_uuid,
    reporting.typeid_of('acct', t.destination_account) AS destination_account_id,
    t.destination_account AS destination_account_uuid,
    t.amount * reporting.minor_unit(t.currency) AS amount,
    t.amount AS amount_minor,
    t.currency,
    t.description,
    t.external_id,
    t.metadata,
    reporting.typeid_of('trf', t.reversal_of) AS reversal_of,
    reporting.typeid_of('hold', t.hold) AS hold_id,
    coalesce(t.effective_at, t.recorded_at) AS effective_at,
    t.recorded_at
  FROM ledger.transfers AS t;
GRANT SELECT ON reporting.transfers TO ledge_analyst;
COMMENT ON VIEW reporting.transfers IS
  'Every transfer, reversals and captures among them. The source is debited, the destination credited.';
COMMENT ON COLUMN reporting.transfers.transfer_id IS 'The API''s id: trf_…';
COMMENT ON COLUMN reporting.transfers.transfer_uuid IS 'The same as a UUID: look-ups by it use an index, and it increases with time';
COMMENT ON COLUMN reporting.transfers.source_account_id IS 'The account that was debited: acct_…';
COMMENT ON COLUMN reporting.transfers.source_account_uuid IS 'The same as a UUID';
COMMENT ON COLUMN reporting.transfers.destination_account_id IS 'The account that was credited: acct_…';
COMMENT ON COLUMN reporting.transfers.destination_account_uuid IS 'The same as a UUID';
COMMENT ON COLUMN reporting.transfers.amount IS 'Always positive';
COMMENT ON COLUMN reporting.transfers.amount_minor IS 'amount in minor units, a whole number';
COMMENT ON COLUMN reporting.transfers.currency IS 'ISO 4217 code';
COMMENT ON COLUMN reporting.transfers.description IS 'Its description, for both sides';
COMMENT ON COLUMN reporting.transfers.external_id IS 'The payer''s own id of it';
COMMENT ON COLUMN reporting.transfers.metadata IS 'The payer''s own members: metadata ->> ''order''';
COMMENT ON COLUMN reporting.transfers.reversal_of IS 'The transfer that it reverses: trf_…';
COMMENT ON COLUMN reporting.transfers.hold_id IS 'The hold that it captured: hold_…';
COMMENT ON COLUMN reporting.transfers.effective_at IS 'When it counts (value date)';
COMMENT ON COLUMN reporting.transfers.recorded_at IS 'When it was recorded';
