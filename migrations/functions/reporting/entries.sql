-- The journal: one row per entry.
CREATE OR REPLACE VIEW reporting.entries AS
  SELECT
    reporting.typeid_of('acct', e.account_id) AS account_id,
    e.account_id AS account_uuid,
    e.version,
    reporting.typeid_of('txn', e.posting) AS transaction_id,
    CASE
      WHEN x.id IS NULL THEN reporting.typeid_of('trf', e.posting)
    END AS transfer_id,
    e.posting AS transaction_uuid,
    s.direction,
    abs(e.amount) * reporting.minor_unit(a.currency) AS amount,
    -e.amount * reporting.minor_unit(a.currency) AS signed_amount,
    CASE
      WHEN s.direction = a.normal_side THEN abs(e.amount)
      ELSE -abs(e.amount)
    END * reporting.minor_unit(a.currency) AS change,
    e.balance_after * reporting.minor_unit(a.currency) AS balance_after,
    abs(e.amount) AS amount_minor,
    a.currency,
    coalesce(b.effective_at, e.recorded_at) AS effective_at,
    e.recorded_at
  FROM
    ledger.entries AS e
    JOIN ledger.accounts AS a ON a.id = e.account_id
    CROSS JOIN LATERAL (
      SELECT
        CASE
          WHEN e.amount < 0 THEN 'debit'
          ELSE 'credit'
        END AS direction
    ) AS s
    LEFT JOIN ledger.transactions AS x ON x.id = e.posting
    LEFT JOIN ledger.backdatings AS b ON b.account_id = e.account_id AND b.version = e.version;
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
COMMENT ON COLUMN reporting.entries.effective_at IS 'When it counts (value date); never after recorded_at';
COMMENT ON COLUMN reporting.entries.recorded_at IS 'When it was recorded; no entry is ever inserted before it later';
