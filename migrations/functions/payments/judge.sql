-- Judges a command whose locks are held, as far as the ledger does not, and says what it asks the ledger for. First whether it exists for the caller
-- (law 26) and may be changed by it, then the request's conditions, then the command itself.
CREATE OR REPLACE FUNCTION payments.judge(item payments.command, judged_at timestamptz)
RETURNS payments.judged
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  is_conditional CONSTANT boolean := item.if_match IS NOT NULL OR item.if_none_match IS NOT NULL;
  judged   payments.judged;
  hold     payments.holds;
  original ledger.transfers;
  caller   record;
BEGIN
  IF item.operation = 'createHold' THEN
    -- What is yet to be made has no tag.
    IF is_conditional AND payments.is_unmet(item, NULL) THEN
      judged.refusal := 'precondition_failed';
    ELSE
      judged := payments.place_hold(item, judged_at);
    END IF;

  ELSIF item.operation = 'reverseTransfer' THEN
    SELECT * INTO original FROM ledger.transfers WHERE id = item.target;
    SELECT * INTO caller FROM payments.party_of(original.source_account, original.destination_account, item.acting_customer);
    judged.refusal := CASE
      WHEN /* parties-original */ NOT (caller.is_payer OR caller.is_payee) THEN 'not_found'
      WHEN is_conditional AND payments.is_unmet(item, (
             SELECT 'reversed-' || coalesce(sum(t.amount), 0) FROM ledger.transfers AS t WHERE t.reversal_of = item.target)) THEN 'precondition_failed'
    END;
    IF judged.refusal IS NULL THEN
      judged := payments.reverse_transfer(item, original, judged_at);
      -- A reversal is paid by the payee of its original.
      judged.is_payer := caller.is_payee;
    END IF;

  ELSE
    SELECT * INTO hold FROM payments.holds WHERE id = item.target;
    SELECT * INTO caller FROM payments.party_of(hold.source_account, hold.destination_account, item.acting_customer);
    judged.refusal := CASE
      WHEN /* parties-hold */ NOT (caller.is_payer OR caller.is_payee) THEN 'not_found'
      -- The payer has promised the money: only the payee may capture or release it.
      WHEN /* payee-alone */ NOT caller.is_payee THEN 'forbidden'
      -- The external id and metadata of a transfer belong to its payer: a payee neither sees nor sets them.
      WHEN NOT caller.is_payer AND (item.external_id IS NOT NULL OR item.metadata IS NOT NULL) THEN 'forbidden'
      WHEN is_conditional AND payments.is_unmet(item, payments.hold_tag(hold, judged_at)) THEN 'precondition_failed'
    END;
    IF judged.refusal IS NULL THEN
      CASE item.operation
        WHEN 'captureHold' THEN judged := payments.capture_hold(item, hold, judged_at);
        WHEN 'releaseHold' THEN judged := payments.release_hold(item, hold, judged_at);
        ELSE RAISE EXCEPTION 'payments.judge: no command %', item.operation USING ERRCODE = 'invalid_parameter_value';
      END CASE;
      judged.is_payer := caller.is_payer;
    END IF;
  END IF;
  RETURN judged;
END
$$;
