-- Runs one command whose locks are held, and returns its outcome: {"refusal", "request_id"}, or what its answer is made of. First whether it exists
-- for the caller (law 26) and may be changed by it, then the request's conditions, then the command itself.
CREATE OR REPLACE FUNCTION payments.run_command(item payments.command)
RETURNS json
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  origin   CONSTANT outbox.origin := ROW(item.principal, item.request_id, item.trace_id);
  is_conditional CONSTANT boolean := item.if_match IS NOT NULL OR item.if_none_match IS NOT NULL;
  refusal  text;
  hold     payments.holds;
  original ledger.transfers;
  caller   record;
  done     payments.hold_outcome;
  reversed payments.reversal_outcome;
  posted   ledger.transaction_outcome;
  facts    json;
BEGIN
  IF item.operation = 'createHold' THEN
    -- A hold that is yet to be placed has no tag.
    IF is_conditional AND payments.is_unmet(item, NULL) THEN
      done.refusal := 'precondition_failed';
    ELSE
      done := payments.place_hold(item.seed, item.acting_customer, item.source_account, item.destination_account, item.amount, item.currency,
                                  item.description, item.external_id, item.metadata, item.expires_at, origin);
    END IF;
    RETURN payments.hold_answer(item, done, item.seed, true);
  END IF;

  IF item.operation = 'createTransaction' THEN
    -- A transaction that is yet to be posted has no tag.
    IF is_conditional AND payments.is_unmet(item, NULL) THEN
      posted.refusal := 'precondition_failed';
    ELSE
      posted := ledger.post_transaction(item.seed, item.legs, item.description, item.external_id, item.metadata, item.effective_at);
    END IF;
    IF posted.refusal IS NOT NULL THEN
      RETURN json_build_object('refusal', posted.refusal, 'request_id', item.request_id);
    END IF;
    facts := ledger.facts(posted.id);
    PERFORM payments.emit('transaction.posted', posted.id, ARRAY(
      SELECT DISTINCT account FROM jsonb_to_recordset(item.legs) AS l (account uuid) ORDER BY account), origin, facts, (facts ->> 'recorded_at')::timestamptz);
    RETURN json_build_object('id', posted.id, 'facts', facts, 'request_id', item.request_id);
  END IF;

  IF item.operation = 'reverseTransfer' THEN
    SELECT * INTO original FROM ledger.transfers WHERE id = item.target;
    SELECT * INTO caller FROM payments.party_of(original.source_account, original.destination_account, item.acting_customer);
    refusal := CASE
      WHEN NOT (caller.is_payer OR caller.is_payee) THEN 'not_found'
      WHEN is_conditional AND payments.is_unmet(item, (
             SELECT 'reversed-' || coalesce(sum(t.amount), 0) FROM ledger.transfers AS t WHERE t.reversal_of = item.target)) THEN 'precondition_failed'
    END;
    IF refusal IS NULL THEN
      reversed := payments.reverse_transfer(item.seed, item.target, item.acting_customer, item.amount, item.description, item.external_id,
                                            item.metadata, item.effective_at, origin);
      refusal := reversed.refusal;
    END IF;
    IF refusal IS NOT NULL THEN
      RETURN json_build_object('refusal', refusal, 'request_id', item.request_id);
    END IF;
    -- A reversal is paid by the payee of its original.
    RETURN json_build_object('id', reversed.id, 'facts', payments.facts_of(reversed.id), 'is_payer', caller.is_payee,
                             'source', reversed.source, 'destination', reversed.destination, 'request_id', item.request_id);
  END IF;

  SELECT * INTO hold FROM payments.holds WHERE id = item.target;
  SELECT * INTO caller FROM payments.party_of(hold.source_account, hold.destination_account, item.acting_customer);
  done.refusal := CASE
    WHEN NOT (caller.is_payer OR caller.is_payee) THEN 'not_found'
    -- The payer has promised the money: only the payee may capture or release it.
    WHEN NOT caller.is_payee THEN 'forbidden'
    -- The external id and metadata of a transfer belong to its payer: a payee neither sees nor sets them.
    WHEN NOT caller.is_payer AND (item.external_id IS NOT NULL OR item.metadata IS NOT NULL) THEN 'forbidden'
    WHEN is_conditional AND payments.is_unmet(item, payments.hold_tag(hold)) THEN 'precondition_failed'
  END;
  IF done.refusal IS NULL AND item.operation = 'captureHold' THEN
    done := payments.capture_hold(item.target, item.seed, item.acting_customer, item.amount, item.is_final, item.description, item.external_id,
                                  item.metadata, origin);
  ELSIF done.refusal IS NULL AND item.operation = 'releaseHold' THEN
    done := payments.release_hold(item.target, item.acting_customer, origin);
  ELSIF done.refusal IS NULL THEN
    RAISE EXCEPTION 'payments.run_command: no command %', item.operation USING ERRCODE = 'invalid_parameter_value';
  END IF;
  RETURN payments.hold_answer(item, done, item.target, caller.is_payer);
END
$$;
