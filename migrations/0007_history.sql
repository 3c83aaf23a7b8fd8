-- The past, twice: by when it was recorded (what we knew) and by when it counts (what was so). Nothing here is on the way of a posting
-- that counts when it is recorded. One that counts earlier is a backdating, and leaves the rows that keep questions about the past
-- cheap: its change with the running sum of all backdatings of the account, and the sum of its day (UTC).
CREATE TABLE ledger.backdatings (
  account_id    uuid        NOT NULL,
  version       bigint      NOT NULL,
  effective_at  timestamptz NOT NULL,
  change        bigint      NOT NULL, -- signed to the account's normal side
  change_so_far numeric     NOT NULL, -- of all backdatings of the account up to this version
  PRIMARY KEY (account_id, version)
);
CREATE INDEX backdatings_by_effect ON ledger.backdatings (account_id, effective_at, version) INCLUDE (change);

CREATE TABLE ledger.backdated_days (
  account_id uuid    NOT NULL,
  day        date    NOT NULL,
  change     numeric NOT NULL,
  PRIMARY KEY (account_id, day)
);
GRANT SELECT ON ledger.backdatings, ledger.backdated_days TO ledge_runtime;

-- The time of the books: to the millisecond, as the API shows it, so that an instant that was read can be asked for again.
CREATE FUNCTION ledger.clock() RETURNS timestamptz
LANGUAGE sql VOLATILE SET search_path = pg_catalog, pg_temp AS $$ SELECT date_trunc('milliseconds', clock_timestamp()) $$;

-- Keeps the backdatings among the accounts' entries above the given versions. Runs under the accounts' locks, in the posting's transaction.
CREATE FUNCTION ledger.keep_backdatings(account_ids uuid[], after_versions bigint[]) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  WITH account AS MATERIALIZED ( -- one look-up per account, before the first row is written: later ones would wade through those
    SELECT n.account_id, n.after_version, a.normal_side,
           coalesce((SELECT p.change_so_far FROM ledger.backdatings AS p WHERE p.account_id = n.account_id ORDER BY p.version DESC LIMIT 1), 0) AS before
      FROM unnest(account_ids, after_versions) AS n (account_id, after_version)
      JOIN ledger.accounts AS a ON a.id = n.account_id
  ), backdated AS MATERIALIZED (
    SELECT e.account_id, e.version, e.effective_at, c.change, account.before + sum(c.change) OVER (PARTITION BY e.account_id ORDER BY e.version) AS so_far
      FROM account
      JOIN ledger.entries AS e ON e.account_id = account.account_id AND e.version > account.after_version
     CROSS JOIN LATERAL (SELECT CASE WHEN e.direction = account.normal_side THEN e.amount ELSE -e.amount END) AS c (change)
     WHERE e.effective_at < e.recorded_at
  ), kept AS (
    INSERT INTO ledger.backdatings (account_id, version, effective_at, change, change_so_far)
    SELECT account_id, version, effective_at, change, so_far FROM backdated
  )
  INSERT INTO ledger.backdated_days AS d (account_id, day, change)
  SELECT account_id, (effective_at AT TIME ZONE 'UTC')::date, sum(change) FROM backdated GROUP BY 1, 2 ORDER BY 1, 2
  ON CONFLICT (account_id, day) DO UPDATE SET change = d.change + EXCLUDED.change
$$;
-- What was posted before this migration.
SELECT ledger.keep_backdatings(array_agg(id), array_agg(0::bigint)) FROM ledger.accounts;

-- Posts each item in its order: every prefix keeps the floors (law 5), an item that cannot post is refused alone, and an
-- account that appears in many items is read once and updated once.
-- The caller holds the accounts' locks from an earlier statement: this one's snapshot then sees what the lock waited for.
-- `posted_at` is under the locks, so that per account recorded_at follows version; given only to record more than a posting at one instant.
DROP FUNCTION ledger.post(ledger.posting[]);
CREATE FUNCTION ledger.post(postings ledger.posting[], posted_at timestamptz DEFAULT ledger.clock()) RETURNS ledger.posting_outcome[]
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
-- Generic plans guess ten rows for any array and then loop over the product of two; a batch is planned as long as it is.
SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
  max_minor     CONSTANT numeric := 9223372036854775807;
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
  outcome       ledger.posting_outcome;
  item          record;
  d             integer;
  c             integer;
  debit_after   numeric;
  credit_after  numeric;
  done          integer := 0;
  updated       integer;
BEGIN
  -- A fraction would be rounded differently on the two sides, and an item without an ordinal would drop out of the joins below.
  IF EXISTS (SELECT FROM unnest(postings) AS p
              WHERE p.ordinal IS NULL OR p.amount IS NULL OR p.amount <> trunc(p.amount)) THEN
    RAISE EXCEPTION 'ledger.post: a posting needs an ordinal and a whole amount' USING ERRCODE = 'invalid_parameter_value';
  END IF;

  SELECT array_agg(id ORDER BY id), array_agg(owner_id ORDER BY id), array_agg(currency ORDER BY id),
         array_agg(normal_side = 'debit' ORDER BY id), array_agg(-overdraft_limit ORDER BY id), array_agg(status ORDER BY id),
         array_agg(posted ORDER BY id), array_agg(pending_in ORDER BY id), array_agg(pending_out ORDER BY id),
         array_agg(version ORDER BY id)
    INTO ids, owners, currencies, grows_on_debit, floors, statuses, balances, pendings_in, pendings_out, versions
    FROM ledger.accounts
   WHERE id IN (SELECT debit_account FROM unnest(postings) UNION SELECT credit_account FROM unnest(postings));
  first_versions := versions;

  FOR item IN
    SELECT p.*, debit.index AS debit_index, credit.index AS credit_index
      FROM unnest(postings) AS p
      LEFT JOIN unnest(ids) WITH ORDINALITY AS debit (id, index) ON debit.id = p.debit_account
      LEFT JOIN unnest(ids) WITH ORDINALITY AS credit (id, index) ON credit.id = p.credit_account
     ORDER BY p.ordinal
  LOOP
    d := item.debit_index;
    c := item.credit_index;
    outcome := NULL;
    outcome.ordinal := item.ordinal;
    outcome.recorded_at := posted_at;
    -- The order is the precedence of the codes. Someone else's account and a missing one are told apart by nothing (law 26).
    outcome.refusal := CASE
      WHEN item.amount <= 0 THEN 'amount_not_positive'
      WHEN item.amount > max_minor THEN 'amount_out_of_range'
      WHEN item.debit_account = item.credit_account THEN 'same_account'
      WHEN d IS NULL OR c IS NULL THEN 'account_not_found'
      WHEN item.acting_owner IS NOT NULL AND owners[d] IS DISTINCT FROM item.acting_owner THEN 'account_not_found'
      WHEN currencies[d] <> item.currency OR currencies[c] <> item.currency THEN 'currency_mismatch'
      WHEN statuses[d] = 'closed' OR statuses[c] = 'closed' THEN 'account_closed'
      WHEN statuses[d] = 'frozen' THEN 'account_frozen'
    END;
    IF outcome.refusal IS NULL THEN
      debit_after := balances[d]::numeric + CASE WHEN grows_on_debit[d] THEN item.amount ELSE -item.amount END;
      credit_after := balances[c]::numeric + CASE WHEN grows_on_debit[c] THEN -item.amount ELSE item.amount END;
      outcome.refusal := CASE
        -- The debited side is judged first and alone: else who owns nothing could ask, amount by amount, how close to the edge of 64 bits
        -- a stranger's account is, and so learn its balance (law 26). Only the side that falls is held to its floor (NULL: none).
        WHEN abs(debit_after) > max_minor THEN 'amount_out_of_range'
        WHEN NOT grows_on_debit[d] AND debit_after - pendings_out[d] < floors[d] THEN 'insufficient_funds'
        WHEN abs(credit_after) > max_minor THEN 'amount_out_of_range'
        WHEN grows_on_debit[c] AND credit_after - pendings_out[c] < floors[c] THEN 'insufficient_funds'
      END;
    END IF;
    IF outcome.refusal IS NULL THEN
      outcome.debit_posted := debit_after;
      outcome.debit_pending_in := pendings_in[d];
      outcome.debit_pending_out := pendings_out[d];
      outcome.debit_version := versions[d] + 1;
      outcome.credit_posted := credit_after;
      outcome.credit_pending_in := pendings_in[c];
      outcome.credit_pending_out := pendings_out[c];
      outcome.credit_version := versions[c] + 1;
      outcome.credit_visible := item.acting_owner IS NULL OR owners[c] IS NOT DISTINCT FROM item.acting_owner;
      balances[d] := debit_after;
      balances[c] := credit_after;
      versions[d] := outcome.debit_version;
      versions[c] := outcome.credit_version;
    END IF;
    -- An assignment whose subscript or value reads the array itself copies all of it: hence the counter.
    done := done + 1;
    outcomes[done] := outcome;
  END LOOP;

  INSERT INTO ledger.entries (account_id, version, transaction_id, direction, amount, balance_after, effective_at, recorded_at)
  SELECT leg.account_id, leg.version, p.transaction_id, leg.direction, p.amount, leg.balance_after,
         coalesce(p.effective_at, posted_at), posted_at
    FROM unnest(postings) AS p
    JOIN unnest(outcomes) AS o ON o.ordinal = p.ordinal
   CROSS JOIN LATERAL (VALUES
           (p.debit_account, o.debit_version, 'debit', o.debit_posted),
           (p.credit_account, o.credit_version, 'credit', o.credit_posted)
         ) AS leg (account_id, version, direction, balance_after)
   WHERE o.refusal IS NULL;
  GET DIAGNOSTICS updated = ROW_COUNT;
  IF updated <> 2 * (SELECT count(*) FROM unnest(outcomes) AS o WHERE o.refusal IS NULL) THEN
    RAISE EXCEPTION 'ledger.post: two postings under one ordinal' USING ERRCODE = 'invalid_parameter_value';
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

  IF EXISTS (SELECT FROM unnest(postings) AS p JOIN unnest(outcomes) AS o ON o.ordinal = p.ordinal
              WHERE o.refusal IS NULL AND p.effective_at < posted_at) THEN
    PERFORM ledger.keep_backdatings(ids, first_versions);
  END IF;

  RETURN outcomes;
END
$$;

-- The version of an account's last entry that was recorded at or before an instant; 0: none. Per account, recorded_at follows version
-- (it is taken under the lock), so a search by doubling steps back from the newest entry, then by halves, finds it in O(log n) probes
-- of the primary key: no index on time, and the recent past costs one or two.
CREATE FUNCTION ledger.version_at(account uuid, newest bigint, at timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  low    bigint := newest;     -- recorded at or before `at`, once found
  high   bigint := newest + 1; -- recorded after `at`, or not there
  step   bigint := 1;
  middle bigint;
BEGIN
  WHILE low > 0 AND (SELECT recorded_at FROM ledger.entries WHERE account_id = account AND version = low) > at LOOP
    high := low;
    low := greatest(low - step, 0);
    step := step * 2;
  END LOOP;
  WHILE high - low > 1 LOOP
    middle := (low + high) / 2;
    IF (SELECT recorded_at FROM ledger.entries WHERE account_id = account AND version = middle) > at THEN
      high := middle;
    ELSE
      low := middle;
    END IF;
  END LOOP;
  RETURN low;
END
$$;
