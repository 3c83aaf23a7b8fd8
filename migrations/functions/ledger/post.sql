-- Posts each transfer in the order of the ordinals, in which they come, with its row and its two entries: after every item the overdraft limits are
-- kept (law 5), an item that cannot be posted is refused alone, and an account that appears in many items is read once and updated once. The
-- caller holds the accounts' locks, and has taken `posted_at` under them (ledger.take_time): ids contain it.
-- `held`: the accounts as they are, if the caller has just locked them and changed nothing since.
-- `corrects`: the institution reverses what was posted, which a block of the debited account's owner does not prevent.
--
-- Its statements are planned once per connection (settings/plan-once.sql): a cached plan does not know a batch's length and assumes ten rows, which
-- is right wherever rows are looked up by key, and ruinous where two arrays are joined. So no arrays are joined but in ledger.places: postings,
-- outcomes and accounts are parallel arrays, in the order of their ordinals. docs/performance.md has the measurements.
CREATE OR REPLACE FUNCTION ledger.post(
  postings ledger.posting[],
  posted_at timestamptz,
  held ledger.held[] DEFAULT NULL,
  corrects boolean DEFAULT FALSE
)
RETURNS ledger.posting_outcome[]
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
/* settings/plan-once.sql */ /* settings/rows-by-key.sql */
AS $$
DECLARE
  max_minor     CONSTANT numeric := 9223372036854775807;
  id_prefix     CONSTANT text := ledger.id_prefix(posted_at);
  number        CONSTANT integer := cardinality(postings);
  -- The numbers of the accounts below that the postings debit, and then of those that they credit.
  places        integer[];
  -- The existing accounts, in the order of their ids.
  tids          tid[];
  ids           uuid[];
  owners        uuid[];
  currencies    text[];
  grows_on_debit boolean[];
  least_available bigint[]; -- −overdraft_limit; NULL: no limit
  statuses      text[];
  balances      bigint[];
  pendings_in   bigint[];
  pendings_out  bigint[];
  versions      bigint[];
  first_versions bigint[];
  outcomes      ledger.posting_outcome[] := '{}';
  refusal       text;
  item          ledger.posting;
  d             integer;
  c             integer;
  debit_after   numeric;
  credit_after  numeric;
  done          integer := 0;
  previous      integer := -1;
  accepted      integer := 0;
  next_version  bigint;
  is_backdated  boolean := false;
  updated       integer;
BEGIN
  IF held IS NULL THEN
    held := ledger.lock_accounts(ARRAY(SELECT debit_account FROM unnest(postings)) || ARRAY(SELECT credit_account FROM unnest(postings)));
  END IF;
  SELECT array_agg(a.tid), array_agg(a.id), array_agg(a.owner_id), array_agg(a.currency), array_agg(a.grows_on_debit),
         array_agg(a.least_available), array_agg(CASE WHEN a.owner_blocked AND a.status = 'open' AND NOT corrects THEN 'blocked' ELSE a.status END),
         array_agg(a.posted), array_agg(a.pending_in), array_agg(a.pending_out), array_agg(a.version)
    INTO tids, ids, owners, currencies, grows_on_debit, least_available, statuses, balances, pendings_in, pendings_out, versions
    FROM unnest(held) AS a;

  places := ledger.places(ARRAY(SELECT debit_account FROM unnest(postings)) || ARRAY(SELECT credit_account FROM unnest(postings)), ids);
  first_versions := versions;

  FOREACH item IN ARRAY postings LOOP
    done := done + 1;
    -- A fraction would be rounded differently on the two sides, and two postings with one ordinal have no order.
    IF item.ordinal > previous AND item.amount = trunc(item.amount) THEN
      previous := item.ordinal;
    ELSE
      RAISE EXCEPTION 'ledger.post: a posting needs a whole amount, and an ordinal above that of the one before it'
        USING ERRCODE = 'invalid_parameter_value';
    END IF;
    d := places[done];
    c := places[number + done];
    -- The order is the precedence of the codes. Someone else's account and a missing one are indistinguishable (law 26).
    refusal := CASE
      WHEN item.amount <= 0 THEN 'amount_not_positive'
      WHEN item.amount > max_minor THEN 'amount_out_of_range'
      WHEN item.debit_account = item.credit_account THEN 'same_account'
      WHEN ids[d] IS DISTINCT FROM item.debit_account OR ids[c] IS DISTINCT FROM item.credit_account THEN 'account_not_found'
      WHEN item.acting_owner IS NOT NULL AND owners[d] IS DISTINCT FROM item.acting_owner THEN 'account_not_found'
      WHEN currencies[d] <> item.currency OR currencies[c] <> item.currency THEN 'currency_mismatch'
      WHEN statuses[d] = 'closed' OR statuses[c] = 'closed' THEN 'account_closed'
      WHEN /* debit-frozen */ statuses[d] = 'frozen' THEN 'account_frozen'
      WHEN /* owner-blocked */ statuses[d] = 'blocked' THEN 'customer_blocked'
    END;
    IF refusal IS NULL THEN
      debit_after := balances[d]::numeric + CASE WHEN grows_on_debit[d] THEN item.amount ELSE -item.amount END;
      credit_after := balances[c]::numeric + CASE WHEN grows_on_debit[c] THEN -item.amount ELSE item.amount END;
      refusal := CASE
        -- The debited side is judged first and alone: otherwise a caller without money could probe, amount by amount, how close someone else's
        -- account is to the limit of 64 bits, and so learn its balance (law 26). Only the side that falls is held to its overdraft limit.
        WHEN abs(debit_after) > max_minor THEN 'amount_out_of_range'
        WHEN /* debit-overdraft-limit */ NOT grows_on_debit[d] AND debit_after - pendings_out[d] < least_available[d] THEN 'insufficient_funds'
        WHEN abs(credit_after) > max_minor THEN 'amount_out_of_range'
        WHEN /* credit-overdraft-limit */ grows_on_debit[c] AND credit_after - pendings_out[c] < least_available[c] THEN 'insufficient_funds'
      END;
    END IF;
    -- An assignment whose subscript or value reads the array itself copies the whole array: hence the counters.
    IF refusal IS NULL THEN
      accepted := accepted + 1;
      is_backdated := is_backdated OR coalesce(item.effective_at < posted_at, false);
      next_version := versions[d] + 1;
      versions[d] := next_version;
      next_version := versions[c] + 1;
      versions[c] := /* next-version */ next_version;
      balances[d] := debit_after;
      balances[c] := credit_after;
      outcomes[done] := ROW(item.ordinal, NULL, ledger.dated_id(id_prefix, item.ordinal, item.seed), posted_at, debit_after, pendings_in[d], pendings_out[d], versions[d],
                            credit_after, pendings_in[c], pendings_out[c], versions[c],
                            item.acting_owner IS NULL OR owners[c] IS NOT DISTINCT FROM item.acting_owner)::ledger.posting_outcome;
    ELSE
      outcomes[done] := ROW(item.ordinal, refusal, NULL, posted_at, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)::ledger.posting_outcome;
    END IF;
  END LOOP;

  INSERT INTO ledger.transfers (id, source_account, destination_account, amount, recorded_at, source_version, source_balance,
                                destination_version, destination_balance, source_pending_in, source_pending_out, destination_pending_in,
                                destination_pending_out, actor, request_id, trace_id, effective_at, reversal_of, hold, currency, description,
                                external_id, metadata)
  SELECT i.id, debit_account, credit_account, amount, posted_at, debit_version, debit_posted,
         credit_version, credit_posted, nullif(debit_pending_in, 0), nullif(debit_pending_out, 0), nullif(credit_pending_in, 0),
         nullif(credit_pending_out, 0), actor, request_id, trace_id, effective_at, reversal_of, hold, currency, description, external_id, metadata
    FROM ROWS FROM (unnest(postings), unnest(outcomes)) AS i (
           ordinal, seed, debit_account, credit_account, amount, currency, acting_owner, effective_at, description, external_id, metadata,
           reversal_of, hold, actor, request_id, trace_id,
           answered, refusal, id, recorded_at, debit_posted, debit_pending_in, debit_pending_out, debit_version,
           credit_posted, credit_pending_in, credit_pending_out, credit_version, credit_visible)
   WHERE i.refusal IS NULL;
  INSERT INTO ledger.entries (account_id, version, posting, amount, balance_after, recorded_at)
  SELECT CASE side WHEN 1 THEN debit_account ELSE credit_account END, CASE side WHEN 1 THEN debit_version ELSE credit_version END, i.id,
         CASE side WHEN 1 THEN -amount ELSE amount END, CASE side WHEN 1 THEN debit_posted ELSE credit_posted END, posted_at
    FROM ROWS FROM (unnest(postings), unnest(outcomes)) AS i (
           ordinal, seed, debit_account, credit_account, amount, currency, acting_owner, effective_at, description, external_id, metadata,
           reversal_of, hold, actor, request_id, trace_id,
           answered, refusal, id, recorded_at, debit_posted, debit_pending_in, debit_pending_out, debit_version,
           credit_posted, credit_pending_in, credit_pending_out, credit_version, credit_visible)
   CROSS JOIN generate_series(1, 2) AS side
   WHERE i.refusal IS NULL;
  GET DIAGNOSTICS updated = ROW_COUNT;
  IF updated <> 2 * accepted THEN
    RAISE EXCEPTION 'ledger.post: % entries of % postings', updated, accepted;
  END IF;

  UPDATE ledger.accounts AS a
     SET posted = n.posted, version = n.version
    FROM unnest(tids, ids, balances, versions, first_versions) AS n (tid, id, posted, version, first_version)
   WHERE a.id = n.id AND n.version <> n.first_version
     /* overtaken */ AND a.version = n.first_version AND a.ctid = n.tid;
  GET DIAGNOSTICS updated = ROW_COUNT;
  -- Without the locks, another transaction could have changed an account meanwhile: then nothing of the batch may be committed.
  IF updated <> (SELECT count(*) FROM unnest(versions, first_versions) AS n (version, first_version)
                  WHERE n.version <> n.first_version) THEN
    RAISE EXCEPTION 'ledger.post was overtaken: its caller must lock the accounts first' USING ERRCODE = 'serialization_failure';
  END IF;

  IF is_backdated THEN
    PERFORM ledger.keep_backdatings(array_agg(leg.account_id), array_agg(leg.version), array_agg(i.effective_at))
       FROM ROWS FROM (unnest(postings), unnest(outcomes)) AS i (
              ordinal, seed, debit_account, credit_account, amount, currency, acting_owner, effective_at, description, external_id, metadata,
              reversal_of, hold, actor, request_id, trace_id,
              answered, refusal, id, recorded_at, debit_posted, debit_pending_in, debit_pending_out, debit_version,
              credit_posted, credit_pending_in, credit_pending_out, credit_version, credit_visible)
      CROSS JOIN LATERAL (VALUES (i.debit_account, i.debit_version), (i.credit_account, i.credit_version)) AS leg (account_id, version)
      WHERE i.refusal IS NULL AND i.effective_at IS NOT NULL;
  END IF;

  RETURN outcomes;
END
$$;
