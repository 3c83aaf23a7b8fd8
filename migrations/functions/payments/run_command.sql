-- Runs one command whose locks are held, at the recorded time of its set, and returns its outcome: {"refusal", "request_id"}, or what its answer is
-- made of. First whether it exists for the caller (law 26) and may be changed by it, then the request's conditions, then the command itself.
CREATE OR REPLACE FUNCTION payments.run_command(item payments.command, judged_at timestamptz)
RETURNS json
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  is_conditional CONSTANT boolean := item.if_match IS NOT NULL OR item.if_none_match IS NOT NULL;
  refusal  text;
  hold     payments.holds;
  original ledger.transfers;
  caller   record;
  done     payments.hold_outcome;
  posted   ledger.posting_outcome;
  legs     ledger.transaction_outcome;
  answer   json;
BEGIN
  IF item.operation IN ('createHold', 'createTransaction') THEN
    -- What is yet to be made has no tag.
    IF is_conditional AND payments.is_unmet(item, NULL) THEN
      refusal := 'precondition_failed';
    ELSIF item.operation = 'createHold' THEN
      done := payments.place_hold(item, judged_at);
      refusal := done.refusal;
      answer := payments.hold_answer(item, done, true, judged_at);
    ELSE
      legs := ledger.post_transaction(item.seed, item.legs, item.description, item.external_id, item.metadata, item.effective_at, judged_at, item.place);
      refusal := legs.refusal;
      answer := ledger.facts(legs.id);
    END IF;
    IF refusal IS NULL AND item.operation = 'createTransaction' THEN
      PERFORM payments.emit('transaction.posted', legs.id, ARRAY(
        SELECT DISTINCT account FROM jsonb_to_recordset(item.legs) AS l (account uuid) ORDER BY account),
        ROW(item.principal, item.request_id, item.trace_id), answer, judged_at);
      answer := json_build_object('id', legs.id, 'facts', answer, 'request_id', item.request_id);
    END IF;

  ELSIF item.operation = 'reverseTransfer' THEN
    SELECT * INTO original FROM ledger.transfers WHERE id = item.target;
    SELECT * INTO caller FROM payments.party_of(original.source_account, original.destination_account, item.acting_customer);
    refusal := CASE
      WHEN NOT (caller.is_payer OR caller.is_payee) THEN 'not_found'
      WHEN is_conditional AND payments.is_unmet(item, (
             SELECT 'reversed-' || coalesce(sum(t.amount), 0) FROM ledger.transfers AS t WHERE t.reversal_of = item.target)) THEN 'precondition_failed'
    END;
    IF refusal IS NULL THEN
      posted := payments.reverse_transfer(item, original, judged_at);
      refusal := posted.refusal;
    END IF;
    IF refusal IS NULL THEN
      -- A reversal is paid by the payee of its original.
      answer := json_build_object(
        'id', posted.transaction_id, 'facts', (SELECT payments.facts(t) FROM ledger.transfers AS t WHERE t.id = posted.transaction_id), 'is_payer', caller.is_payee,
        'source', json_build_object('posted', posted.debit_posted::text, 'pending_in', posted.debit_pending_in::text,
                                    'pending_out', posted.debit_pending_out::text, 'version', posted.debit_version),
        'destination', CASE WHEN posted.credit_visible THEN
                         json_build_object('posted', posted.credit_posted::text, 'pending_in', posted.credit_pending_in::text,
                                           'pending_out', posted.credit_pending_out::text, 'version', posted.credit_version) END,
        'request_id', item.request_id);
    END IF;

  ELSE
    SELECT * INTO hold FROM payments.holds WHERE id = item.target;
    SELECT * INTO caller FROM payments.party_of(hold.source_account, hold.destination_account, item.acting_customer);
    refusal := CASE
      WHEN NOT (caller.is_payer OR caller.is_payee) THEN 'not_found'
      -- The payer has promised the money: only the payee may capture or release it.
      WHEN NOT caller.is_payee THEN 'forbidden'
      -- The external id and metadata of a transfer belong to its payer: a payee neither sees nor sets them.
      WHEN NOT caller.is_payer AND (item.external_id IS NOT NULL OR item.metadata IS NOT NULL) THEN 'forbidden'
      WHEN is_conditional AND payments.is_unmet(item, payments.hold_tag(hold)) THEN 'precondition_failed'
    END;
    IF refusal IS NULL THEN
      CASE item.operation
        WHEN 'captureHold' THEN done := payments.capture_hold(item, hold, judged_at);
        WHEN 'releaseHold' THEN done := payments.release_hold(item, hold, judged_at);
        ELSE RAISE EXCEPTION 'payments.run_command: no command %', item.operation USING ERRCODE = 'invalid_parameter_value';
      END CASE;
      refusal := done.refusal;
      answer := payments.hold_answer(item, done, caller.is_payer, judged_at);
    END IF;
  END IF;
  RETURN CASE WHEN refusal IS NULL THEN answer ELSE json_build_object('refusal', refusal, 'request_id', item.request_id) END;
END
$$;
