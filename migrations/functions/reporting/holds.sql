-- Holds. A hold whose time has passed is shown as expired, as the API does, even before the sweep has run.
CREATE OR REPLACE VIEW reporting.holds AS
  SELECT
    reporting.typeid_of('hold', h.id) AS hold_id,
    h.id AS hold_uuid,
    reporting.typeid_of('acct', h.source_account) AS source_account_id,
    h.source_account AS source_account_uuid,
    reporting.typeid_of('acct', h.destination_account) AS destination_account_id,
    h.destination_account AS destination_account_uuid,
    h.amount * reporting.minor_unit(h.currency) AS amount,
    h.captured * reporting.minor_unit(h.currency) AS captured,
    CASE
      WHEN s.status = 'open' THEN h.amount - h.captured
      ELSE 0
    END * reporting.minor_unit(h.currency) AS remaining,
    h.amount AS amount_minor,
    h.currency,
    s.status,
    h.description,
    h.external_id,
    h.metadata,
    h.expires_at,
    h.recorded_at AS placed_at,
    CASE
      WHEN s.status = 'expired' THEN coalesce(h.resolved_at, h.expires_at)
      ELSE h.resolved_at
    END AS resolved_at
  FROM
    payments.holds AS h
    CROSS JOIN LATERAL (
      SELECT
        CASE
          WHEN h.status = 'open'
          AND h.expires_at <= clock_timestamp() THEN 'expired'
          ELSE h.status
        END AS status
    ) AS s;
GRANT SELECT ON reporting.holds TO ledge_analyst;
COMMENT ON VIEW reporting.holds IS 'Every hold: money kept for a payee, captured by transfers that name it.';
COMMENT ON COLUMN reporting.holds.hold_id IS 'The API''s id: hold_…';
COMMENT ON COLUMN reporting.holds.hold_uuid IS 'The same as a UUID: look-ups by it use an index';
COMMENT ON COLUMN reporting.holds.source_account_id IS 'The account that a capture debits: acct_…';
COMMENT ON COLUMN reporting.holds.source_account_uuid IS 'The same as a UUID';
COMMENT ON COLUMN reporting.holds.destination_account_id IS 'The account that a capture credits: acct_…';
COMMENT ON COLUMN reporting.holds.destination_account_uuid IS 'The same as a UUID';
COMMENT ON COLUMN reporting.holds.amount IS 'What was held when it was placed';
COMMENT ON COLUMN reporting.holds.captured IS 'The amount captured so far';
COMMENT ON COLUMN reporting.holds.remaining IS 'What is still held: 0 unless it is open';
COMMENT ON COLUMN reporting.holds.amount_minor IS 'amount in minor units, a whole number';
COMMENT ON COLUMN reporting.holds.currency IS 'ISO 4217 code';
COMMENT ON COLUMN reporting.holds.status IS 'open, captured, released or expired';
COMMENT ON COLUMN reporting.holds.description IS 'Its description, for both sides';
COMMENT ON COLUMN reporting.holds.external_id IS 'The payer''s own id of it';
COMMENT ON COLUMN reporting.holds.metadata IS 'The payer''s own members';
COMMENT ON COLUMN reporting.holds.expires_at IS 'When it ends by itself; null: never';
COMMENT ON COLUMN reporting.holds.placed_at IS 'When it was placed';
COMMENT ON COLUMN reporting.holds.resolved_at IS 'When it was captured for good, released or expired; null: it is open';
