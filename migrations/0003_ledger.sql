-- The double-entry ledger: accounts with balances, entries that prove them, and the one function that writes either.
-- The runtime reads all of it, opens accounts at zero, and moves nothing except through a posting function.
CREATE TABLE ledger.accounts (
  id              uuid   PRIMARY KEY,
  -- Whose it is, as an opaque id: the ledger knows no customers. NULL: the house's own.
  owner_id        uuid,
  currency        text   NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  -- The side on which the balance grows. posted, pending and balance_after are all signed to it.
  normal_side     text   NOT NULL CHECK (normal_side IN ('debit', 'credit')),
  -- available never falls below −overdraft_limit (law 5). NULL: no floor (house accounts that may go negative).
  overdraft_limit bigint CHECK (overdraft_limit >= 0),
  status          text   NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'frozen', 'closed')),
  posted          bigint NOT NULL DEFAULT 0,
  pending_in      bigint NOT NULL DEFAULT 0 CHECK (pending_in >= 0),
  pending_out     bigint NOT NULL DEFAULT 0 CHECK (pending_out >= 0),
  version         bigint NOT NULL DEFAULT 0 CHECK (version >= 0),
  -- The last line of defence: whatever a bug upstream decides, this row cannot be stored.
  CONSTRAINT floor_holds CHECK (overdraft_limit IS NULL OR posted::numeric - pending_out >= -overdraft_limit)
) WITH (fillfactor = 50); -- balances are unindexed and rows half full, so that an update stays on its page (HOT)

GRANT SELECT, INSERT (id, owner_id, currency, normal_side, overdraft_limit) ON ledger.accounts TO ledge_runtime;

-- Append-only (law 6). (account_id, version) is the identity of an entry and the proof that versions have no gap (law 4).
-- No foreign key to accounts: the posting function holds the account's row lock when it writes, and accounts are never deleted.
CREATE TABLE ledger.entries (
  account_id     uuid        NOT NULL,
  version        bigint      NOT NULL CHECK (version > 0),
  transaction_id uuid        NOT NULL,
  direction      text        NOT NULL CHECK (direction IN ('debit', 'credit')),
  amount         bigint      NOT NULL CHECK (amount > 0),
  balance_after  bigint      NOT NULL,
  effective_at   timestamptz NOT NULL CHECK (isfinite(effective_at)),
  recorded_at    timestamptz NOT NULL,
  PRIMARY KEY (account_id, version)
);
GRANT SELECT ON ledger.entries TO ledge_runtime;

CREATE TYPE ledger.posting AS (
  ordinal        integer,
  transaction_id uuid,
  debit_account  uuid,
  credit_account uuid,
  amount         numeric,     -- wider than bigint, so that what is out of range is refused here and not by a cast
  currency       text,
  acting_owner   uuid,        -- whose account the debited one must be; NULL: the caller may debit any
  effective_at   timestamptz  -- NULL: when it is recorded
);

CREATE TYPE ledger.posting_outcome AS (
  ordinal            integer,
  refusal            text,    -- NULL: posted
  recorded_at        timestamptz,
  debit_posted       bigint,
  debit_pending_in   bigint,
  debit_pending_out  bigint,
  debit_version      bigint,
  credit_posted      bigint,
  credit_pending_in  bigint,
  credit_pending_out bigint,
  credit_version     bigint,
  credit_visible     boolean  -- the acting owner may see the credited account's balance
);

-- Locks accounts in the order of their ids, so that two batches that share accounts queue instead of deadlocking.
-- NO KEY: nothing here changes an account's id, and readers of it need not wait.
CREATE FUNCTION ledger.lock_accounts(account_ids uuid[]) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  SELECT FROM ledger.accounts WHERE id = ANY (account_ids) ORDER BY id FOR NO KEY UPDATE
$$;

-- Posts each item in its order: every prefix keeps the floors (law 5), an item that cannot post is refused alone, and an
-- account that appears in many items is read once and updated once.
-- The caller holds the accounts' locks from an earlier statement: this one's snapshot then sees what the lock waited for.
CREATE FUNCTION ledger.post(postings ledger.posting[]) RETURNS ledger.posting_outcome[]
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
-- Generic plans guess ten rows for any array and then loop over the product of two; a batch is planned as long as it is.
SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
  max_minor     CONSTANT numeric := 9223372036854775807;
  posted_at     CONSTANT timestamptz := clock_timestamp(); -- under the locks: per account, recorded_at follows version
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

  RETURN outcomes;
END
$$;
