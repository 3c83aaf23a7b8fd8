-- Posts a transaction by legs whose accounts' locks are held, and returns its answer. `holder`: what has the external id that it asks for already.
CREATE OR REPLACE FUNCTION payments.run_transaction(item payments.command, posted_at timestamptz, holder uuid)
RETURNS payments.command_answer
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  posted   ledger.transaction_outcome;
  facts    json;
  accounts uuid[];
BEGIN
  -- What is yet to be made has no tag.
  IF payments.is_unmet(item, NULL) THEN
    RETURN payments.refused(item, 'precondition_failed');
  END IF;
  IF /* claimed */ holder IS NOT NULL THEN
    RETURN payments.refused(item, 'external_id_exists', holder);
  END IF;
  posted := ledger.post_transaction(item.seed, item.legs, item.description, item.external_id, item.metadata, item.effective_at, posted_at, item.place);
  IF posted.refusal IS NOT NULL THEN
    RETURN payments.refused(item, posted.refusal);
  END IF;
  facts := ledger.facts(posted.id);
  accounts := ARRAY(SELECT DISTINCT account FROM jsonb_to_recordset(item.legs) AS l (account uuid) ORDER BY account);
  PERFORM payments.emit(ARRAY[
    ROW(NULL, NULL, 'transaction.posted', posted.id, NULL, accounts,
        ARRAY(SELECT a.version FROM unnest(accounts) WITH ORDINALITY AS u (id, place) JOIN ledger.accounts AS a ON a.id = u.id ORDER BY u.place),
        item.principal, item.request_id, item.trace_id, facts, posted_at)::outbox.pending]);
  RETURN ROW(item.ordinal, true, false, false,
             json_build_object('id', posted.id, 'facts', facts, 'request_id', item.request_id))::payments.command_answer;
END
$$;
