-- Posts a transaction by legs whose accounts' locks are held, and returns its answer. `dry` as in ledger.post.
CREATE OR REPLACE FUNCTION payments.run_transaction(item payments.command, posted_at timestamptz, dry boolean)
RETURNS payments.command_answer
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  posted   ledger.transaction_outcome;
  facts    json;
BEGIN
  -- What is yet to be made has no tag.
  IF payments.is_unmet(item, NULL) THEN
    RETURN payments.refused(item, 'precondition_failed');
  END IF;
  posted := ledger.post_transaction(item.seed, item.legs, item.description, item.external_id, item.metadata, item.effective_at, posted_at, item.place, dry);
  IF posted.refusal IS NOT NULL THEN
    RETURN payments.refused(item, posted.refusal);
  END IF;
  facts := ledger.facts(posted.posted, posted.entries);
  IF NOT dry THEN
    PERFORM payments.emit(ARRAY[
      ROW(NULL, NULL, 'transaction.posted', (posted.posted).id, NULL, array_agg(a.id ORDER BY a.id), array_agg(a.version ORDER BY a.id),
          item.principal, item.request_id, item.trace_id, facts, posted_at)::outbox.pending])
       FROM (SELECT e.account_id, max(e.version) FROM unnest(posted.entries) AS e GROUP BY e.account_id) AS a (id, version);
  END IF;
  RETURN ROW(item.ordinal, true, false, false,
             json_build_object('id', (posted.posted).id, 'facts', facts, 'request_id', item.request_id))::payments.command_answer;
END
$$;
