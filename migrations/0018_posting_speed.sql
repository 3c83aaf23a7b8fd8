-- The posting functions, for speed: the rules, their order and what they leave behind are those of 0007, 0009 and 0016, which say why they
-- are right. docs/performance.md has the measurements. What is different:
--   - Plans are made once per connection instead of once per call: planning was most of what a call with one transfer took. A plan made once
--     knows nothing of a batch's length and guesses ten rows, which is right wherever rows are looked up by key, and ruinous where two
--     arrays are joined: so none are. They run side by side, in the order of their ordinals. And a plan that is kept must not depend on how
--     small a table was when it was made: rows are found by key, whatever the statistics say.
--   - An account's row is read by the statement that locks it: what it returns is what stands once the lock is held, as the row that was
--     waited for is read anew (PostgreSQL 18, 13.2.1 Read Committed).
--   - An event of a posted transfer points at the journal instead of copying it: a transfer's row never changes (law 6).
--   - JSON is written from rows of known shapes: half the time of building it argument by argument. And a function with settings of its own is
--     called for every row; without, it becomes part of the statement.

DROP FUNCTION ledger.lock_accounts(uuid[]);
-- Locks accounts in the order of their ids, so that two batches that share accounts queue instead of deadlocking, and answers them in that
-- order. NO KEY: nothing here changes an account's id, and readers of it need not wait.
CREATE FUNCTION ledger.lock_accounts(account_ids uuid[]) RETURNS ledger.accounts[]
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  SELECT ARRAY(SELECT a FROM ledger.accounts AS a WHERE id = ANY (account_ids) ORDER BY id FOR NO KEY UPDATE)
$$;

-- The shapes of what is stored as JSON. A row of a known shape is written twice as fast as one that is built argument by argument.
CREATE TYPE payments.stored_balance AS (posted text, pending_in text, pending_out text, version bigint);
CREATE TYPE payments.stored_transfer AS (
  transfer_id uuid, request_id text, recorded_at timestamptz, source payments.stored_balance, destination payments.stored_balance
);
CREATE TYPE payments.posted_item AS (ordinal integer, replayed boolean, reused boolean, outcome json);

-- Part of the statement that calls it, which a function with settings of its own cannot be: hence no search_path, every name with its
-- schema, and STABLE as its parts are.
CREATE OR REPLACE FUNCTION payments.answer(o ledger.posting_outcome, transfer_id uuid, request_id text) RETURNS json
LANGUAGE sql STABLE AS $$
  SELECT CASE WHEN o.refusal IS NOT NULL THEN pg_catalog.json_build_object('refusal', o.refusal, 'request_id', request_id)
         ELSE pg_catalog.row_to_json(ROW(
           transfer_id, request_id, o.recorded_at,
           ROW(o.debit_posted, o.debit_pending_in, o.debit_pending_out, o.debit_version)::payments.stored_balance,
           -- A customer who pays a stranger does not learn the stranger's balance (law 26).
           CASE WHEN o.credit_visible
                THEN ROW(o.credit_posted, o.credit_pending_in, o.credit_pending_out, o.credit_version)::payments.stored_balance END
         )::payments.stored_transfer)
         END
$$;
ALTER FUNCTION payments.answer(ledger.posting_outcome, uuid, text) RESET ALL;

-- Where the facts of a posted transfer are: in the journal.
ALTER TABLE outbox.pending ALTER COLUMN data DROP NOT NULL, ADD CHECK (data IS NOT NULL OR type = 'transfer.posted');
ALTER TABLE outbox.events ALTER COLUMN data DROP NOT NULL, ADD CHECK (data IS NOT NULL OR type = 'transfer.posted');
CREATE OR REPLACE FUNCTION payments.tell(
  type text, resource uuid, source uuid, destination uuid, origin outbox.origin, data json, told_at timestamptz
) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO outbox.pending (type, resource, accounts, versions, request_id, trace_id, data, occurred_at)
  SELECT tell.type, tell.resource, ARRAY[source, destination],
         ARRAY[(SELECT version FROM ledger.accounts WHERE id = source), (SELECT version FROM ledger.accounts WHERE id = destination)],
         (origin).request_id, (origin).trace_id, CASE WHEN tell.type <> 'transfer.posted' THEN tell.data END, told_at
$$;
CREATE FUNCTION payments.facts_of(transfer_id uuid) RETURNS json
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT payments.facts(t) FROM payments.transfers AS t WHERE t.id = transfer_id
$$;
GRANT EXECUTE ON FUNCTION payments.facts_of(uuid), payments.facts(payments.transfers) TO ledge_runtime;

-- Posts each item in its order: every prefix keeps the floors (law 5), an item that cannot post is refused alone, and an account that
-- appears in many items is read once and updated once. The caller holds the accounts' locks. `posted_at` is under them, so that per account
-- recorded_at follows version; given only to record more than a posting at one instant. `held`: the accounts as they stand, if the caller
-- has just locked them and changed nothing since.
DROP FUNCTION ledger.post(ledger.posting[], timestamptz);
CREATE FUNCTION ledger.post(postings ledger.posting[], posted_at timestamptz DEFAULT ledger.clock(), held ledger.accounts[] DEFAULT NULL)
RETURNS ledger.posting_outcome[]
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
DECLARE
  max_minor     CONSTANT numeric := 9223372036854775807;
  -- Per posting, in their order: which of the accounts below it debits and credits.
  debited       integer[];
  credited      integer[];
  -- The accounts that are there, in the order of their ids.
  ids           uuid[];
  owners        uuid[];
  currencies    text[];
  grows_on_debit boolean[];
  floors        bigint[];
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
  accepted      integer := 0;
  next_version  bigint;
  is_backdated  boolean := false;
  updated       integer;
BEGIN
  -- A fraction would be rounded differently on the two sides, and two postings under one ordinal have no order.
  IF EXISTS (SELECT FROM unnest(postings) AS p WHERE p.ordinal IS NULL OR p.amount IS NULL OR p.amount <> trunc(p.amount)) THEN
    RAISE EXCEPTION 'ledger.post: a posting needs an ordinal and a whole amount' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  postings := ARRAY(SELECT p FROM unnest(postings) AS p ORDER BY p.ordinal);
  IF (SELECT count(DISTINCT p.ordinal) FROM unnest(postings) AS p) <> cardinality(postings) THEN
    RAISE EXCEPTION 'ledger.post: two postings under one ordinal' USING ERRCODE = 'invalid_parameter_value';
  END IF;

  IF held IS NULL THEN
    held := ledger.lock_accounts(ARRAY(SELECT debit_account FROM unnest(postings) UNION SELECT credit_account FROM unnest(postings)));
  END IF;
  SELECT array_agg(a.id), array_agg(a.owner_id), array_agg(a.currency), array_agg(a.normal_side = 'debit'), array_agg(-a.overdraft_limit),
         array_agg(a.status), array_agg(a.posted), array_agg(a.pending_in), array_agg(a.pending_out), array_agg(a.version)
    INTO ids, owners, currencies, grows_on_debit, floors, statuses, balances, pendings_in, pendings_out, versions
    FROM (SELECT * FROM unnest(held) ORDER BY id) AS a;

  -- The number of an account is how many there are up to its id. One that is not there gets the number of the one before it, or none.
  SELECT array_agg(leg.number ORDER BY leg.ordinal) FILTER (WHERE leg.is_debit),
         array_agg(leg.number ORDER BY leg.ordinal) FILTER (WHERE NOT leg.is_debit)
    INTO debited, credited
    FROM (SELECT leg.ordinal, leg.is_debit, count(*) FILTER (WHERE leg.ordinal IS NULL) OVER (ORDER BY leg.account) AS number
            FROM (SELECT ordinal, true AS is_debit, debit_account AS account FROM unnest(postings)
                   UNION ALL SELECT ordinal, false, credit_account FROM unnest(postings)
                   UNION ALL SELECT NULL, NULL, unnest(ids)) AS leg) AS leg;
  first_versions := versions;

  FOREACH item IN ARRAY postings LOOP
    done := done + 1;
    d := debited[done];
    c := credited[done];
    -- The order is the precedence of the codes. Someone else's account and a missing one are told apart by nothing (law 26).
    refusal := CASE
      WHEN item.amount <= 0 THEN 'amount_not_positive'
      WHEN item.amount > max_minor THEN 'amount_out_of_range'
      WHEN item.debit_account = item.credit_account THEN 'same_account'
      WHEN ids[d] IS DISTINCT FROM item.debit_account OR ids[c] IS DISTINCT FROM item.credit_account THEN 'account_not_found'
      WHEN item.acting_owner IS NOT NULL AND owners[d] IS DISTINCT FROM item.acting_owner THEN 'account_not_found'
      WHEN currencies[d] <> item.currency OR currencies[c] <> item.currency THEN 'currency_mismatch'
      WHEN statuses[d] = 'closed' OR statuses[c] = 'closed' THEN 'account_closed'
      WHEN statuses[d] = 'frozen' THEN 'account_frozen'
    END;
    IF refusal IS NULL THEN
      debit_after := balances[d]::numeric + CASE WHEN grows_on_debit[d] THEN item.amount ELSE -item.amount END;
      credit_after := balances[c]::numeric + CASE WHEN grows_on_debit[c] THEN -item.amount ELSE item.amount END;
      refusal := CASE
        -- The debited side is judged first and alone: else who owns nothing could ask, amount by amount, how close to the edge of 64 bits
        -- a stranger's account is, and so learn its balance (law 26). Only the side that falls is held to its floor (NULL: none).
        WHEN abs(debit_after) > max_minor THEN 'amount_out_of_range'
        WHEN NOT grows_on_debit[d] AND debit_after - pendings_out[d] < floors[d] THEN 'insufficient_funds'
        WHEN abs(credit_after) > max_minor THEN 'amount_out_of_range'
        WHEN grows_on_debit[c] AND credit_after - pendings_out[c] < floors[c] THEN 'insufficient_funds'
      END;
    END IF;
    -- An assignment whose subscript or value reads the array itself copies all of it: hence the counters.
    IF refusal IS NULL THEN
      accepted := accepted + 1;
      is_backdated := is_backdated OR coalesce(item.effective_at < posted_at, false);
      next_version := versions[d] + 1;
      versions[d] := next_version;
      next_version := versions[c] + 1;
      versions[c] := next_version;
      balances[d] := debit_after;
      balances[c] := credit_after;
      outcomes[done] := ROW(item.ordinal, NULL, posted_at, debit_after, pendings_in[d], pendings_out[d], versions[d],
                            credit_after, pendings_in[c], pendings_out[c], versions[c],
                            item.acting_owner IS NULL OR owners[c] IS NOT DISTINCT FROM item.acting_owner)::ledger.posting_outcome;
    ELSE
      outcomes[done] := ROW(item.ordinal, refusal, posted_at, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)::ledger.posting_outcome;
    END IF;
  END LOOP;

  INSERT INTO ledger.entries (account_id, version, transaction_id, direction, amount, balance_after, effective_at, recorded_at)
  SELECT leg.account_id, leg.version, i.transaction_id, leg.direction, i.amount, leg.balance_after, coalesce(i.effective_at, posted_at), posted_at
    FROM ROWS FROM (unnest(postings), unnest(outcomes)) AS i (
           ordinal, transaction_id, debit_account, credit_account, amount, currency, acting_owner, effective_at,
           answered, refusal, recorded_at, debit_posted, debit_pending_in, debit_pending_out, debit_version,
           credit_posted, credit_pending_in, credit_pending_out, credit_version, credit_visible)
   CROSS JOIN LATERAL (VALUES
           (i.debit_account, i.debit_version, 'debit', i.debit_posted),
           (i.credit_account, i.credit_version, 'credit', i.credit_posted)
         ) AS leg (account_id, version, direction, balance_after)
   WHERE i.refusal IS NULL;
  GET DIAGNOSTICS updated = ROW_COUNT;
  IF updated <> 2 * accepted THEN
    RAISE EXCEPTION 'ledger.post: % entries of % postings', updated, accepted;
  END IF;

  UPDATE ledger.accounts AS a
     SET posted = n.posted, version = n.version
    FROM unnest(ids, balances, versions, first_versions) AS n (id, posted, version, first_version)
   WHERE a.id = n.id AND a.version = n.first_version AND n.version <> n.first_version;
  GET DIAGNOSTICS updated = ROW_COUNT;
  -- A caller without the locks could have been overtaken: then nothing of the batch may stand.
  IF updated <> (SELECT count(*) FROM unnest(versions, first_versions) AS n (version, first_version)
                  WHERE n.version <> n.first_version) THEN
    RAISE EXCEPTION 'ledger.post was overtaken: its caller must lock the accounts first' USING ERRCODE = 'serialization_failure';
  END IF;

  IF is_backdated THEN
    PERFORM ledger.keep_backdatings(ids, first_versions);
  END IF;

  RETURN outcomes;
END
$$;

-- Posts transfers in their order, records those that were posted and tells of them. The caller has just locked the accounts, and keeps the
-- keys. Answers what each is answered with, in the batch's order.
DROP FUNCTION payments.book(payments.transfer_request[]);
CREATE FUNCTION payments.book(batch payments.transfer_request[], booked_at timestamptz, held ledger.accounts[]) RETURNS json[]
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
DECLARE
  outcomes CONSTANT ledger.posting_outcome[] := ledger.post(ARRAY(
    SELECT ROW(ordinal, transfer_id, source_account, destination_account, amount, currency, acting_customer, effective_at)::ledger.posting
      FROM unnest(batch)), booked_at, held);
  answers  json[];
BEGIN
  -- Side by side is right only in one order.
  IF ARRAY(SELECT ordinal FROM unnest(batch)) <> ARRAY(SELECT ordinal FROM unnest(outcomes)) THEN
    RAISE EXCEPTION 'payments.book: a batch comes in the order of its ordinals' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  WITH item AS MATERIALIZED (
    SELECT *
      FROM ROWS FROM (unnest(batch), unnest(outcomes)) AS i (
             ordinal, principal, key, fingerprint, request_id, id, acting_customer, source_account, destination_account, amount, currency,
             description, external_id, metadata, given_effective_at, trace_id,
             answered, refusal, recorded_at, debit_posted, debit_pending_in, debit_pending_out, debit_version,
             credit_posted, credit_pending_in, credit_pending_out, credit_version, credit_visible)
     CROSS JOIN LATERAL (SELECT coalesce(i.given_effective_at, i.recorded_at)) AS e (effective_at)
  ), booked AS (
    INSERT INTO payments.transfers (id, source_account, destination_account, amount, currency, description, external_id, metadata,
                                    effective_at, recorded_at)
    SELECT id, source_account, destination_account, amount, currency, description, external_id, metadata, effective_at, recorded_at
      FROM item WHERE refusal IS NULL
  ), told AS (
    INSERT INTO outbox.pending (type, resource, accounts, versions, request_id, trace_id, data, occurred_at)
    SELECT 'transfer.posted', id, ARRAY[source_account, destination_account], ARRAY[debit_version, credit_version], request_id, trace_id,
           NULL, recorded_at
      FROM item WHERE refusal IS NULL ORDER BY ordinal
  )
  SELECT array_agg(payments.answer(
           ROW(ordinal, refusal, recorded_at, debit_posted, debit_pending_in, debit_pending_out, debit_version,
               credit_posted, credit_pending_in, credit_pending_out, credit_version, credit_visible)::ledger.posting_outcome,
           id, request_id) ORDER BY ordinal)
    INTO answers FROM item;
  RETURN answers;
END
$$;

-- json, not jsonb: it is read once, and never asked a question.
DROP FUNCTION payments.post_transfers(jsonb);
CREATE FUNCTION payments.post_transfers(requests json) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
DECLARE
  batch     CONSTANT payments.transfer_request[] := ARRAY(
              SELECT r FROM json_populate_recordset(NULL::payments.transfer_request, requests) AS r ORDER BY r.ordinal);
  fresh     payments.transfer_request[];
  booked    integer[];
  held      ledger.accounts[];
  booked_at timestamptz;
  answers   json[];
BEGIN
  held := ledger.lock_accounts(ARRAY(SELECT source_account FROM unnest(batch) UNION SELECT destination_account FROM unnest(batch)));

  fresh := ARRAY(
    SELECT ROW(r.*)::payments.transfer_request FROM (SELECT DISTINCT ON (principal, key) * FROM unnest(batch) ORDER BY principal, key, ordinal) AS r
     WHERE NOT EXISTS (SELECT FROM idempotency.keys AS k WHERE k.principal = r.principal AND k.key = r.key)
     ORDER BY r.ordinal);
  booked_at := ledger.clock(); -- under the locks: per account, recorded_at follows version
  answers := payments.book(fresh, booked_at, held);

  -- In key order, so that two batches that race for keys queue instead of deadlocking.
  INSERT INTO idempotency.keys (principal, key, fingerprint, operation, outcome, recorded_at)
  SELECT r.principal, r.key, r.fingerprint, 'createTransfer', r.answer, booked_at
    FROM ROWS FROM (unnest(fresh), unnest(answers)) AS r (
           ordinal, principal, key, fingerprint, request_id, id, acting_customer, source_account, destination_account, amount, currency,
           description, external_id, metadata, effective_at, trace_id, answer)
   ORDER BY r.principal, r.key;

  -- What was booked now, as it was stored; and what the key's row says, of what was posted before and of the second of two in one batch.
  booked := ARRAY(SELECT ordinal FROM unnest(fresh));
  RETURN (
    SELECT json_agg(ROW(i.ordinal, i.replayed, i.reused, i.outcome)::payments.posted_item ORDER BY i.ordinal)
      FROM (SELECT f.ordinal, false AS replayed, false AS reused, f.answer AS outcome FROM unnest(booked, answers) AS f (ordinal, answer)
             UNION ALL
            SELECT r.ordinal, true, k.fingerprint <> r.fingerprint, k.outcome
              FROM unnest(batch) AS r JOIN idempotency.keys AS k ON k.principal = r.principal AND k.key = r.key
             WHERE r.ordinal <> ALL (booked)) AS i);
END
$$;
GRANT EXECUTE ON FUNCTION payments.post_transfers(json) TO ledge_runtime;

DROP FUNCTION payments.post_batch(jsonb, boolean);
CREATE FUNCTION payments.post_batch(requests json, atomic boolean) RETURNS json
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan SET enable_seqscan = off SET enable_hashjoin = off SET enable_mergejoin = off
AS $$
DECLARE
  batch   CONSTANT payments.transfer_request[] := ARRAY(
            SELECT r FROM json_populate_recordset(NULL::payments.transfer_request, requests) AS r ORDER BY r.ordinal);
  held    ledger.accounts[];
  answers json[];
  first   json;
BEGIN
  held := ledger.lock_accounts(ARRAY(SELECT source_account FROM unnest(batch) UNION SELECT destination_account FROM unnest(batch)));
  BEGIN
    answers := payments.book(batch, ledger.clock(), held);
    IF atomic THEN
      SELECT json_build_object('ordinal', (batch[a.place]).ordinal, 'refusal', a.answer ->> 'refusal') INTO first
        FROM unnest(answers) WITH ORDINALITY AS a (answer, place) WHERE a.answer ->> 'refusal' IS NOT NULL ORDER BY a.place LIMIT 1;
    END IF;
    IF first IS NOT NULL THEN
      RAISE EXCEPTION USING ERRCODE = 'LB001';
    END IF;
  EXCEPTION WHEN SQLSTATE 'LB001' THEN
    RETURN first;
  END;
  RETURN array_to_json(answers);
END
$$;
GRANT EXECUTE ON FUNCTION payments.post_batch(json, boolean) TO ledge_runtime;
