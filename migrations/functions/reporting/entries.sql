-- The journal: one row per entry.
CREATE OR REPLACE VIEW reporting.entries AS
  SELECT
    reporting.typeid_of('acct', e.account_id) AS account_id,
    e.account_id AS account_uuid,
    e.version,
    reporting.typeid_of('txn', e.transaction_id) AS transaction_id,
    CASE
      WHEN x.id IS NULL THEN reporting.typeid_of('trf', e.transaction_id)
    END AS transfer_id,
    e.transaction_id AS transaction_uuid,
    e.direction,
    e.amount * reporting.minor_unit(a.currency) AS amount,
    CASE e.direction
      WHEN 'debit' THEN e.amount
      ELSE -e.amount
    END * reporting.minor_unit(a.currency) AS signed_amount,
    CASE
      WHEN e.direction = a.normal_side THEN e.amount
      ELSE -e.amount
    END * reporting.minor_unit(a.currency) AS change,
    e.balance_after * reporting.minor_unit(a.currency) AS balance_after,
    e.amount AS amount_minor,
    a.currency,
    e.effective_at,
    e.recorded_at
  FROM
    ledger.entries AS e
    JOIN ledger.accounts AS a ON a.id = e.account_id
    LEFT JOIN ledger.transactions AS x ON x.id = e.transaction_id;
GRANT SELECT ON reporting.entries TO ledge_analyst;
COMMENT ON VIEW reporting.entries IS
  'The journal: two entries of a transfer, 2 to 100 of a transaction. Select a month by recorded_at: it has an index.';
COMMENT ON COLUMN reporting.entries.account_id IS 'The account that it is of: acct_…';
COMMENT ON COLUMN reporting.entries.account_uuid IS 'The same as a UUID: joins and look-ups by it use an index';
COMMENT ON COLUMN reporting.entries.version IS 'Its place among the account''s entries, from 1 without a gap';
COMMENT ON COLUMN reporting.entries.transaction_id IS
  'The transaction that it is part of: txn_…; its debits equal its credits, per currency';
COMMENT ON COLUMN reporting.entries.transfer_id IS 'The transfer that made it: trf_…; null: a transaction that an operator posted';
COMMENT ON COLUMN reporting.entries.transaction_uuid IS
  'Of either, as a UUID: joins transfers.transfer_uuid and transactions.transaction_uuid';
COMMENT ON COLUMN reporting.entries.direction IS 'debit or credit';
COMMENT ON COLUMN reporting.entries.amount IS 'Always positive';
COMMENT ON COLUMN reporting.entries.signed_amount IS
  'Debits positive, credits negative: adds up to zero per transaction and currency, and over everything';
COMMENT ON COLUMN reporting.entries.change IS 'Signed to the account''s normal side: adds up to its balance';
COMMENT ON COLUMN reporting.entries.balance_after IS 'The account''s balance after it';
COMMENT ON COLUMN reporting.entries.amount_minor IS 'amount in minor units, a whole number';
COMMENT ON COLUMN reporting.entries.currency IS 'ISO 4217 code';
COMMENT ON COLUMN reporting.entries.effective_at IS 'When it counts (value date); never after recorded_at but for a clock''s difference';
COMMENT ON COLUMN reporting.entries.recorded_at IS 'When it was recorded; no entry is ever inserted before it later';
