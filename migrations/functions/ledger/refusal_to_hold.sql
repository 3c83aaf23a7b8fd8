-- The code of the refusal of a hold, or NULL. The order of the codes is that of ledger.post; the caller holds the accounts' locks.
CREATE OR REPLACE FUNCTION ledger.refusal_to_hold(debit_account uuid, credit_account uuid, amount numeric, currency text, acting_owner uuid)
RETURNS text
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  max_minor CONSTANT numeric := 9223372036854775807;
  d ledger.accounts;
  c ledger.accounts;
BEGIN
  IF amount IS NULL OR amount <> trunc(amount) THEN
    RAISE EXCEPTION 'a hold needs a whole amount' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  SELECT * INTO d FROM ledger.accounts WHERE id = debit_account;
  SELECT * INTO c FROM ledger.accounts WHERE id = credit_account;
  RETURN CASE
    WHEN amount <= 0 THEN 'amount_not_positive'
    WHEN amount > max_minor THEN 'amount_out_of_range'
    WHEN debit_account = credit_account THEN 'same_account'
    WHEN d.id IS NULL OR c.id IS NULL THEN 'account_not_found'
    WHEN acting_owner IS NOT NULL AND d.owner_id IS DISTINCT FROM acting_owner THEN 'account_not_found'
    WHEN d.currency <> refusal_to_hold.currency OR c.currency <> refusal_to_hold.currency THEN 'currency_mismatch'
    WHEN d.status = 'closed' OR c.status = 'closed' THEN 'account_closed'
    WHEN d.status = 'frozen' THEN 'account_frozen'
    WHEN /* owner-blocked */ d.owner_blocked THEN 'customer_blocked'
    -- The debited side first and alone, as in ledger.post: amounts must not probe the balance of someone else's account (law 26).
    WHEN d.normal_side = 'debit' AND greatest(d.posted, 0)::numeric + d.pending_in + amount > max_minor THEN 'amount_out_of_range'
    WHEN d.normal_side = 'credit' AND greatest(-d.posted::numeric, 0) + d.pending_out + amount > max_minor THEN 'amount_out_of_range'
    WHEN /* debit-overdraft-limit */ d.normal_side = 'credit' AND d.posted::numeric - d.pending_out - amount < -d.overdraft_limit THEN 'insufficient_funds'
    WHEN c.normal_side = 'credit' AND greatest(c.posted, 0)::numeric + c.pending_in + amount > max_minor THEN 'amount_out_of_range'
    WHEN c.normal_side = 'debit' AND greatest(-c.posted::numeric, 0) + c.pending_out + amount > max_minor THEN 'amount_out_of_range'
    WHEN c.normal_side = 'debit' AND c.posted::numeric - c.pending_out - amount < -c.overdraft_limit THEN 'insufficient_funds'
  END;
END
$$;
