-- The transfer that a posting has become, with what its facts are made of (payments.facts): so its answer needs no look-up of its row, and a dry run, which
-- has none, gets the same one.
CREATE OR REPLACE FUNCTION payments.transfer_of(posting ledger.posting, posted ledger.posting_outcome)
RETURNS ledger.transfers
LANGUAGE plpgsql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  transfer ledger.transfers;
BEGIN
  transfer.id := posted.transaction_id;
  transfer.source_account := posting.debit_account;
  transfer.destination_account := posting.credit_account;
  transfer.amount := posting.amount;
  transfer.currency := posting.currency;
  transfer.description := posting.description;
  transfer.external_id := posting.external_id;
  transfer.metadata := posting.metadata;
  transfer.reversal_of := posting.reversal_of;
  transfer.hold := posting.hold;
  transfer.effective_at := posting.effective_at;
  transfer.recorded_at := posted.recorded_at;
  RETURN transfer;
END
$$;
