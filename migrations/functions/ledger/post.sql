-- Posts each item in the order of the ordinals, in which they come: a transfer with its row and its two entries, a hold's change of the pending
-- amounts with its two pending entries, a capture with both. After every item the overdraft limits are kept (law 5), an item that cannot be posted
-- is refused alone, and an account that appears in many items is read once and updated once. The caller holds the accounts' locks, and has taken
-- `posted_at` under them (ledger.take_time): ids contain it.
-- `held`: the accounts as they are, if the caller has just locked them and changed nothing since; NULL: it has changed them.
-- `dry`: the outcomes alone, for a dry run; then `held` was read, not locked, and nothing is written (decision 84).
--
-- Its statements are planned once per connection (settings/plan-once.sql): a cached plan does not know a batch's length and assumes ten rows, which
-- is right wherever rows are looked up by key, and ruinous where two arrays are joined. So no arrays are joined but in ledger.places: postings,
-- outcomes and accounts are parallel arrays, in the order of their ordinals. docs/performance.md has the measurements.
CREATE OR REPLACE FUNCTION ledger.post(postings ledger.posting[], posted_at timestamptz, held ledger.held[], dry boolean)
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
  blocked       boolean[];
  balances      bigint[];
  pendings_in   bigint[];
  pendings_out  bigint[];
  versions      bigint[];
  pending_versions bigint[];
  opened        date[];
  first_versions bigint[];
  first_pending_versions bigint[];
  outcomes      ledger.posting_outcome[] := '{}';
  refusal       text;
  item          ledger.posting;
  moved         numeric; -- by a transfer, or from the available balance by a hold
  released      bigint;
  change        bigint; -- of the pending amounts
  next_pending  bigint;
  posted_id     uuid;
  d             integer;
  c             integer;
  debit_after   numeric;
  credit_after  numeric;
  done          integer := 0;
  previous      integer := -1;
  accepted      integer := 0;
  next_version  bigint;
  is_backdated  boolean := false;
  has_pending   boolean := false;
  updated       integer;
BEGIN
  IF held IS NULL THEN
    held := ledger.lock_accounts(ARRAY(SELECT debit_account FROM unnest(postings)) || ARRAY(SELECT credit_account FROM unnest(postings)));
  END IF;
  SELECT array_agg(a.tid), array_agg(a.id), array_agg(a.owner_id), array_agg(a.currency), array_agg(a.grows_on_debit),
         array_agg(a.least_available), array_agg(a.status), array_agg(a.owner_blocked),
         array_agg(a.posted), array_agg(a.pending_in), array_agg(a.pending_out), array_agg(a.version), array_agg(a.pending_version),
         array_agg(a.opened_on)
    INTO tids, ids, owners, currencies, grows_on_debit, least_available, statuses, blocked, balances, pendings_in, pendings_out, versions,
         pending_versions, opened
    FROM unnest(held) AS a;

  places := ledger.places(ARRAY(SELECT debit_account FROM unnest(postings)) || ARRAY(SELECT credit_account FROM unnest(postings)), ids);
  first_versions := versions;
  first_pending_versions := pending_versions;

  FOREACH item IN ARRAY postings LOOP
    done := done + 1;
    moved := coalesce(item.amount, item.reserved);
    released := coalesce(item.released, 0);
    -- A fraction would be rounded differently on the two sides, and two postings with one ordinal have no order.
    IF item.ordinal > previous AND coalesce(moved, item.released) = trunc(coalesce(moved, item.released)) THEN
      previous := item.ordinal;
    ELSE
      RAISE EXCEPTION 'ledger.post: a posting needs a whole amount, and an ordinal above that of the one before it'
        USING ERRCODE = 'invalid_parameter_value';
    END IF;
    d := places[done];
    c := places[number + done];
    -- The order is the precedence of the codes. Someone else's account and a missing one are indistinguishable (law 26).
    refusal := CASE
      WHEN moved IS NULL THEN NULL -- a release gives back what its hold has reserved, whatever has become of the accounts
      WHEN moved <= 0 THEN 'amount_not_positive'
      WHEN moved > max_minor THEN 'amount_out_of_range'
      WHEN item.debit_account = item.credit_account THEN 'same_account'
      WHEN ids[d] IS DISTINCT FROM item.debit_account OR ids[c] IS DISTINCT FROM item.credit_account THEN 'account_not_found'
      WHEN /* payers-own */ item.acting_owner IS NOT NULL AND owners[d] IS DISTINCT FROM item.acting_owner THEN 'account_not_found'
      -- A credited account that falls and has a limit would refuse by its balance, which a customer who pays must not learn: for customers it is no
      -- payee at all, whatever its balance (decision 58).
      WHEN /* payees-limit */ item.acting_owner IS NOT NULL AND grows_on_debit[c] AND least_available[c] IS NOT NULL THEN 'account_not_found'
      WHEN currencies[d] <> item.currency OR currencies[c] <> item.currency THEN 'currency_mismatch'
      WHEN statuses[d] = 'closed' OR statuses[c] = 'closed' THEN 'account_closed'
      WHEN /* debit-frozen */ statuses[d] = 'frozen' THEN 'account_frozen'
      WHEN /* owner-blocked */ blocked[d] AND item.corrects IS NOT TRUE THEN 'customer_blocked'
      WHEN /* counts-from */ item.effective_at < item.counts_from THEN 'value_date_not_allowed'
      WHEN /* opened-on */ (item.effective_at AT TIME ZONE 'UTC')::date < greatest(opened[d], opened[c]) THEN 'value_date_before_opening'
    END;
    -- The debited side is judged first and alone: otherwise a caller without money could probe, amount by amount, how close someone else's account is
    -- to the limit of 64 bits, and so learn its balance (law 26). Only the side that falls is held to its overdraft limit.
    IF refusal IS NULL AND item.amount IS NOT NULL THEN
      debit_after := balances[d]::numeric + CASE WHEN grows_on_debit[d] THEN item.amount ELSE -item.amount END;
      credit_after := balances[c]::numeric + CASE WHEN grows_on_debit[c] THEN -item.amount ELSE item.amount END;
      refusal := CASE
        WHEN abs(debit_after) > max_minor THEN 'amount_out_of_range'
        WHEN /* debit-overdraft-limit */ NOT grows_on_debit[d] AND debit_after - pendings_out[d] + released < least_available[d] THEN 'insufficient_funds'
        WHEN abs(credit_after) > max_minor THEN 'amount_out_of_range'
        WHEN /* credit-overdraft-limit */ grows_on_debit[c] AND credit_after - pendings_out[c] + released < least_available[c] THEN 'insufficient_funds'
      END;
    ELSIF refusal IS NULL AND item.reserved IS NOT NULL THEN
      -- Whatever holds become of it, the balance stays within 64 bits.
      refusal := CASE
        WHEN grows_on_debit[d] AND greatest(balances[d], 0)::numeric + pendings_in[d] + moved > max_minor THEN 'amount_out_of_range'
        WHEN NOT grows_on_debit[d] AND greatest(-balances[d]::numeric, 0) + pendings_out[d] + moved > max_minor THEN 'amount_out_of_range'
        WHEN /* hold-debit-limit */ NOT grows_on_debit[d] AND balances[d]::numeric - pendings_out[d] - moved < least_available[d] THEN 'insufficient_funds'
        WHEN NOT grows_on_debit[c] AND greatest(balances[c], 0)::numeric + pendings_in[c] + moved > max_minor THEN 'amount_out_of_range'
        WHEN grows_on_debit[c] AND greatest(-balances[c]::numeric, 0) + pendings_out[c] + moved > max_minor THEN 'amount_out_of_range'
        WHEN /* hold-credit-limit */ grows_on_debit[c] AND balances[c]::numeric - pendings_out[c] - moved < least_available[c] THEN 'insufficient_funds'
      END;
    END IF;
    IF refusal IS NOT NULL THEN
      outcomes[done] := ROW(item.ordinal, refusal, NULL, posted_at, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)::ledger.posting_outcome;
      CONTINUE;
    END IF;
    -- An assignment whose subscript or value reads the array itself copies the whole array: hence the counters.
    IF item.amount IS NULL THEN
      posted_id := NULL;
    ELSE
      accepted := accepted + 1;
      is_backdated := is_backdated OR coalesce(item.effective_at < posted_at, false);
      posted_id := ledger.dated_id(id_prefix, item.ordinal, item.seed);
      next_version := versions[d] + 1;
      versions[d] := next_version;
      next_version := versions[c] + 1;
      versions[c] := /* next-version */ next_version;
      balances[d] := debit_after;
      balances[c] := credit_after;
    END IF;
    IF item.amount IS NULL OR released > 0 THEN
      has_pending := true;
      change := coalesce(item.reserved, -released);
      -- What the transfer that is promised will take from an account is in its pending_out, what it will add in its pending_in.
      IF grows_on_debit[d] THEN
        next_pending := pendings_in[d] + change;
        pendings_in[d] := next_pending;
      ELSE
        next_pending := pendings_out[d] + change;
        pendings_out[d] := next_pending;
      END IF;
      IF grows_on_debit[c] THEN
        next_pending := pendings_out[c] + change;
        pendings_out[c] := next_pending;
      ELSE
        next_pending := pendings_in[c] + change;
        pendings_in[c] := next_pending;
      END IF;
      next_version := pending_versions[d] + 1;
      pending_versions[d] := next_version;
      next_version := pending_versions[c] + 1;
      pending_versions[c] := next_version;
    END IF;
    outcomes[done] := ROW(item.ordinal, NULL, posted_id, posted_at, balances[d], pendings_in[d], pendings_out[d], versions[d],
                          balances[c], pendings_in[c], pendings_out[c], versions[c],
                          /* payees-own */ item.acting_owner IS NULL OR owners[c] IS NOT DISTINCT FROM item.acting_owner,
                          CASE WHEN item.amount IS NULL OR released > 0 THEN pending_versions[d] END,
                          CASE WHEN item.amount IS NULL OR released > 0 THEN pending_versions[c] END)::ledger.posting_outcome;
  END LOOP;
  IF /* dry */ dry THEN
    RETURN outcomes;
  END IF;

  INSERT INTO ledger.transfers (id, source_account, destination_account, amount, recorded_at, source_version, source_balance,
                                destination_version, destination_balance, source_pending_in, source_pending_out, destination_pending_in,
                                destination_pending_out, actor, request_id, trace_id, effective_at, reversal_of, hold, currency, description,
                                external_id, metadata)
  SELECT i.id, debit_account, credit_account, amount, posted_at, debit_version, debit_posted,
         credit_version, credit_posted, nullif(debit_pending_in, 0), nullif(debit_pending_out, 0), nullif(credit_pending_in, 0),
         nullif(credit_pending_out, 0), actor, request_id, trace_id, effective_at, reversal_of, hold, currency, description, external_id, metadata
    FROM ROWS FROM (unnest(postings), unnest(outcomes)) AS i (
           ordinal, seed, debit_account, credit_account, amount, currency, acting_owner, effective_at, description, external_id, metadata,
           reversal_of, hold, actor, request_id, trace_id, reserved, released, corrects, counts_from,
           answered, refusal, id, recorded_at, debit_posted, debit_pending_in, debit_pending_out, debit_version,
           credit_posted, credit_pending_in, credit_pending_out, credit_version, credit_visible, debit_pending_version, credit_pending_version)
   WHERE i.id IS NOT NULL;
  INSERT INTO ledger.entries (account_id, version, posting, amount, balance_after, recorded_at)
  SELECT CASE side WHEN 1 THEN debit_account ELSE credit_account END, CASE side WHEN 1 THEN debit_version ELSE credit_version END, i.id,
         CASE side WHEN 1 THEN -amount ELSE amount END, CASE side WHEN 1 THEN debit_posted ELSE credit_posted END, posted_at
    FROM ROWS FROM (unnest(postings), unnest(outcomes)) AS i (
           ordinal, seed, debit_account, credit_account, amount, currency, acting_owner, effective_at, description, external_id, metadata,
           reversal_of, hold, actor, request_id, trace_id, reserved, released, corrects, counts_from,
           answered, refusal, id, recorded_at, debit_posted, debit_pending_in, debit_pending_out, debit_version,
           credit_posted, credit_pending_in, credit_pending_out, credit_version, credit_visible, debit_pending_version, credit_pending_version)
   CROSS JOIN generate_series(1, 2) AS side
   WHERE i.id IS NOT NULL;
  GET DIAGNOSTICS updated = ROW_COUNT;
  IF updated <> 2 * accepted THEN
    RAISE EXCEPTION 'ledger.post: % entries of % transfers', updated, accepted;
  END IF;
  IF has_pending THEN
    INSERT INTO ledger.pending_entries (account_id, version, hold_id, change, pending_in, pending_out, recorded_at)
    SELECT side.account_id, side.version, i.hold, coalesce(i.reserved, -i.released), side.pending_in, side.pending_out, posted_at
      FROM ROWS FROM (unnest(postings), unnest(outcomes)) AS i (
             ordinal, seed, debit_account, credit_account, amount, currency, acting_owner, effective_at, description, external_id, metadata,
             reversal_of, hold, actor, request_id, trace_id, reserved, released, corrects, counts_from,
             answered, refusal, id, recorded_at, debit_posted, debit_pending_in, debit_pending_out, debit_version,
             credit_posted, credit_pending_in, credit_pending_out, credit_version, credit_visible, debit_pending_version, credit_pending_version)
     CROSS JOIN LATERAL (VALUES (i.debit_account, i.debit_pending_version, i.debit_pending_in, i.debit_pending_out),
                                (i.credit_account, i.credit_pending_version, i.credit_pending_in, i.credit_pending_out))
             AS side (account_id, version, pending_in, pending_out)
     WHERE side.version IS NOT NULL;
  END IF;

  UPDATE ledger.accounts AS a
     SET posted = n.posted, version = n.version, pending_in = n.pending_in, pending_out = n.pending_out, pending_version = n.pending_version
    FROM unnest(tids, ids, balances, versions, first_versions, pendings_in, pendings_out, pending_versions, first_pending_versions)
           AS n (tid, id, posted, version, first_version, pending_in, pending_out, pending_version, first_pending_version)
   WHERE a.id = n.id AND (n.version <> n.first_version OR n.pending_version <> n.first_pending_version)
     /* overtaken */ AND a.version = n.first_version AND a.pending_version = n.first_pending_version AND a.ctid = n.tid;
  GET DIAGNOSTICS updated = ROW_COUNT;
  -- Without the locks, another transaction could have changed an account meanwhile: then nothing of the batch may be committed.
  IF updated <> (SELECT count(*) FROM unnest(versions, first_versions, pending_versions, first_pending_versions)
                          AS n (version, first_version, pending_version, first_pending_version)
                  WHERE n.version <> n.first_version OR n.pending_version <> n.first_pending_version) THEN
    RAISE EXCEPTION 'ledger.post was overtaken: its caller must lock the accounts first' USING ERRCODE = 'serialization_failure';
  END IF;

  IF is_backdated THEN
    PERFORM ledger.keep_backdatings(array_agg(leg.account_id), array_agg(leg.version), array_agg(i.effective_at))
       FROM ROWS FROM (unnest(postings), unnest(outcomes)) AS i (
              ordinal, seed, debit_account, credit_account, amount, currency, acting_owner, effective_at, description, external_id, metadata,
              reversal_of, hold, actor, request_id, trace_id, reserved, released, corrects, counts_from,
              answered, refusal, id, recorded_at, debit_posted, debit_pending_in, debit_pending_out, debit_version,
              credit_posted, credit_pending_in, credit_pending_out, credit_version, credit_visible, debit_pending_version, credit_pending_version)
      CROSS JOIN LATERAL (VALUES (i.debit_account, i.debit_version), (i.credit_account, i.credit_version)) AS leg (account_id, version)
      WHERE i.id IS NOT NULL AND i.effective_at IS NOT NULL;
  END IF;

  RETURN outcomes;
END
$$;
