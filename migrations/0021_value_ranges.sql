-- phase: contract
-- The range of what clients give, once more, where it is stored: what a bug upstream lets through would poison every read around it (laws 29
-- and 30). Times as shared/src/instants.ts has them (a range is finite, too); keys from one character on, so that an order's number is one.
ALTER TABLE ledger.entries
  DROP CONSTRAINT entries_effective_at_check,
  ADD CONSTRAINT entries_effective_at_check CHECK (effective_at >= '1900-01-01 00:00:00+00' AND effective_at < '2200-01-01 00:00:00+00');
ALTER TABLE ledger.transactions
  DROP CONSTRAINT transactions_effective_at_check,
  ADD CONSTRAINT transactions_effective_at_check CHECK (effective_at >= '1900-01-01 00:00:00+00' AND effective_at < '2200-01-01 00:00:00+00');
ALTER TABLE payments.transfers
  DROP CONSTRAINT transfers_effective_at_check,
  ADD CONSTRAINT transfers_effective_at_check CHECK (effective_at >= '1900-01-01 00:00:00+00' AND effective_at < '2200-01-01 00:00:00+00');
ALTER TABLE payments.holds
  DROP CONSTRAINT holds_expires_at_check,
  ADD CONSTRAINT holds_expires_at_check CHECK (expires_at >= '1900-01-01 00:00:00+00' AND expires_at < '2200-01-01 00:00:00+00');
ALTER TABLE identity.api_keys
  ADD CONSTRAINT api_keys_expires_at_check CHECK (expires_at >= '1900-01-01 00:00:00+00' AND expires_at < '2200-01-01 00:00:00+00');
ALTER TABLE idempotency.keys
  DROP CONSTRAINT keys_key_check,
  ADD CONSTRAINT keys_key_check CHECK (octet_length(key) BETWEEN 1 AND 255);
