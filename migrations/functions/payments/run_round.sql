-- Runs commands of which none changes what another one of them has changed but balances, which the ledger keeps in their order; returns the answer
-- to each. They are judged one by one, posted together, and their rows are written together: a statement per row would take most of the time. The
-- caller holds the locks of the accounts; `held` and `dry` as in ledger.post.
CREATE OR REPLACE FUNCTION payments.run_round(items payments.command[], judged_at timestamptz, held ledger.held[], dry boolean)
RETURNS payments.command_answer[]
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  item     payments.command;
  judged   payments.judged;
  tasks    payments.judged[] := '{}';
  postings ledger.posting[] := '{}';
  outcomes ledger.posting_outcome[];
  posted   ledger.posting_outcome;
  number   integer := 0;
  done     integer := 0;
  refusal  text;
  facts    json;
  source   json; -- the figures of the accounts after it, as far as the caller may see them (law 26)
  destination json;
  placed   payments.holds[] := '{}';
  changed  payments.holds[] := '{}';
  drafts   outbox.pending[] := '{}';
  answers  payments.command_answer[] := '{}';
BEGIN
  FOREACH item IN ARRAY items LOOP
    judged := payments.judge(item, judged_at);
    tasks := tasks || judged;
    IF judged.refusal IS NULL THEN
      postings := postings || judged.posting;
    END IF;
  END LOOP;
  outcomes := ledger.post(postings, judged_at, held, dry);

  FOREACH item IN ARRAY items LOOP
    number := number + 1;
    judged := tasks[number];
    refusal := judged.refusal;
    IF refusal IS NULL THEN
      done := done + 1;
      posted := outcomes[done];
      refusal := posted.refusal;
    END IF;
    -- The payer of an original can see it too, but may not reverse it.
    IF item.operation = 'reverseTransfer' AND refusal = 'account_not_found' THEN
      refusal := 'transfer_not_reversible';
    END IF;
    IF refusal IS NOT NULL THEN
      answers := answers || payments.refused(item, refusal);
      CONTINUE;
    END IF;
    IF posted.transaction_id IS NOT NULL THEN
      drafts := drafts || ROW(NULL, NULL, 'transfer.posted', NULL, ARRAY[posted.transaction_id], '{}', '{}', NULL, NULL, NULL, NULL,
                              judged_at)::outbox.pending;
    END IF;
    source := CASE WHEN judged.is_payer THEN
                json_build_object('posted', posted.debit_posted::text, 'pending_in', posted.debit_pending_in::text,
                                  'pending_out', posted.debit_pending_out::text, 'version', posted.debit_version) END;
    destination := CASE WHEN posted.credit_visible THEN
                     json_build_object('posted', posted.credit_posted::text, 'pending_in', posted.credit_pending_in::text,
                                       'pending_out', posted.credit_pending_out::text, 'version', posted.credit_version) END;
    IF item.operation = 'reverseTransfer' THEN
      answers := answers || ROW(item.ordinal, true, false, false, json_build_object(
        'id', posted.transaction_id, 'facts', payments.facts(payments.transfer_of(judged.posting, posted)),
        'is_payer', judged.is_payer, 'source', source, 'destination', destination, 'request_id', item.request_id))::payments.command_answer;
      CONTINUE;
    END IF;
    IF item.operation = 'createHold' THEN
      placed := placed || judged.hold;
    ELSE
      changed := changed || judged.hold;
    END IF;
    facts := payments.facts(judged.hold);
    drafts := drafts || ROW(NULL, NULL, CASE item.operation WHEN 'createHold' THEN 'hold.placed' WHEN 'captureHold' THEN 'hold.captured'
                                                            ELSE 'hold.released' END,
                            (judged.hold).id, NULL, ARRAY[(judged.hold).source_account, (judged.hold).destination_account],
                            ARRAY[posted.debit_version, posted.credit_version], item.principal, item.request_id, item.trace_id,
                            CASE WHEN posted.transaction_id IS NULL THEN facts
                                 ELSE (facts::jsonb || jsonb_build_object('transfer', posted.transaction_id))::json END,
                            judged_at)::outbox.pending;
    answers := answers || ROW(item.ordinal, true, false, false, json_build_object(
      'id', (judged.hold).id, 'facts', facts, 'is_payer', judged.is_payer, 'source', source, 'destination', destination, 'changed_at', judged_at,
      'transfer', posted.transaction_id, 'request_id', item.request_id))::payments.command_answer;
  END LOOP;

  IF dry THEN
    RETURN answers;
  END IF;
  INSERT INTO payments.holds (id, source_account, destination_account, amount, currency, description, external_id, metadata, expires_at, recorded_at)
  SELECT id, source_account, destination_account, amount, currency, description, external_id, metadata, expires_at, recorded_at FROM unnest(placed);
  UPDATE payments.holds AS h SET captured = c.captured, status = c.status, resolved_at = c.resolved_at
    FROM unnest(changed) AS c WHERE h.id = c.id;
  PERFORM payments.emit(drafts);
  RETURN answers;
END
$$;
