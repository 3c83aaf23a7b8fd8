-- The double-entry ledger: accounts with balances, and the entries that prove them; the past, twice; pending amounts, which are double entry
-- too. The runtime reads all of it, opens accounts at zero, and moves nothing except through a posting function.

-- The highest time that was ever given out, in milliseconds since 1970 (law 31). In a sequence, because a sequence is not part of a
-- transaction: what was given out stays so when the transaction is rolled back, nobody waits for another's commit, and its record in the log
-- comes before the commit of whatever used it. ledger.clock alone moves it.
CREATE SEQUENCE ledger.clock_ms AS bigint MINVALUE 0 START WITH 0;
GRANT SELECT ON ledger.clock_ms TO ledge_runtime;

-- What ledger.clock locks, so that of two who move the clock one waits. A table, because Postgres lets every login take an advisory lock on any
-- number, and keep it: who holds this one needs a grant, and nobody has one. It never has a row.
CREATE TABLE ledger.clock_turn (never boolean);

CREATE TABLE ledger.accounts (
  id uuid PRIMARY KEY,
  -- Whose it is, as an opaque id: the ledger knows no customers. NULL: the house's own.
  owner_id uuid,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  -- The side on which the balance grows. posted, pending and balance_after are all signed to it.
  normal_side text NOT NULL CHECK (normal_side IN ('debit', 'credit')),
  -- available never falls below −overdraft_limit (law 5). NULL: no floor (house accounts that may go negative).
  overdraft_limit bigint CHECK (overdraft_limit >= 0),
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'frozen', 'closed')),
  posted bigint NOT NULL DEFAULT 0,
  -- Pending is signed like a balance: pending_out is what the open holds will take from an account's balance, pending_in what they will add.
  pending_in bigint NOT NULL DEFAULT 0 CHECK (pending_in >= 0),
  pending_out bigint NOT NULL DEFAULT 0 CHECK (pending_out >= 0),
  version bigint NOT NULL DEFAULT 0 CHECK (version >= 0),
  pending_version bigint NOT NULL DEFAULT 0,
  -- Whether the institution lets the owner's money go: none of the owner's accounts is debited while it is set, except to correct.
  owner_blocked boolean NOT NULL DEFAULT FALSE,
  -- The last line of defence: whatever a bug upstream decides, this row cannot be stored.
  CONSTRAINT floor_holds CHECK (overdraft_limit IS NULL OR posted::numeric - pending_out >= -overdraft_limit)
)
WITH (fillfactor = 50); -- balances are unindexed and rows half full, so that an update stays on its page (HOT)
-- For all accounts of an owner at once; neither column ever changes.
CREATE INDEX accounts_by_owner ON ledger.accounts (owner_id, id) WHERE owner_id IS NOT NULL;
GRANT SELECT, INSERT (id, owner_id, currency, normal_side, overdraft_limit) ON ledger.accounts TO ledge_runtime;

-- Append-only (law 6). (account_id, version) is the identity of an entry and the proof that versions have no gap (law 4).
-- No foreign key to accounts: the posting function holds the account's row lock when it writes, and accounts are never deleted.
CREATE TABLE ledger.entries (
  account_id uuid NOT NULL,
  version bigint NOT NULL CHECK (version > 0),
  transaction_id uuid NOT NULL,
  direction text NOT NULL CHECK (direction IN ('debit', 'credit')),
  amount bigint NOT NULL CHECK (amount > 0),
  balance_after bigint NOT NULL,
  effective_at timestamptz NOT NULL CHECK (effective_at >= '1900-01-01 00:00:00+00' AND effective_at < '2200-01-01 00:00:00+00'),
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, version)
);
-- For the journal: a transaction's entries, and transactions in the order of their ids, which is that of time. Ids grow, so it is
-- written at its right edge.
CREATE INDEX entries_by_transaction ON ledger.entries (transaction_id);
-- For a month of everyone's entries, which finance asks for: entries lie in the table in the order of recording, so a range of time is a range of
-- pages. Summaries of page ranges, a few kilobytes: a posting does not pay for it (docs/performance.md).
CREATE INDEX entries_by_time ON ledger.entries USING brin (recorded_at) WITH (autosummarize = ON);
GRANT SELECT ON ledger.entries TO ledge_runtime;

CREATE TYPE ledger.posting AS (
  ordinal integer,
  seed uuid, -- what the transaction's id is random by
  debit_account uuid,
  credit_account uuid,
  amount numeric, -- wider than bigint, so that what is out of range is refused by the posting and not by a cast
  currency text,
  acting_owner uuid, -- whose account the debited one must be; NULL: the caller may debit any
  effective_at timestamptz -- NULL: when it is recorded
);

CREATE TYPE ledger.posting_outcome AS (
  ordinal integer,
  refusal text, -- NULL: posted
  transaction_id uuid,
  recorded_at timestamptz,
  debit_posted bigint,
  debit_pending_in bigint,
  debit_pending_out bigint,
  debit_version bigint,
  credit_posted bigint,
  credit_pending_in bigint,
  credit_pending_out bigint,
  credit_version bigint,
  credit_visible boolean -- the acting owner may see the credited account's balance
);

-- Transactions of 2 to 100 legs, for operators: balanced per currency, so that an exchange is two pairs (law 3).
CREATE TABLE ledger.transactions (
  id uuid PRIMARY KEY, -- ledger.dated_id: a range of time is a range of ids
  description text,
  external_id text,
  metadata jsonb NOT NULL,
  effective_at timestamptz NOT NULL CHECK (effective_at >= '1900-01-01 00:00:00+00' AND effective_at < '2200-01-01 00:00:00+00'),
  recorded_at timestamptz NOT NULL
);
GRANT SELECT ON ledger.transactions TO ledge_runtime;

CREATE TYPE ledger.transaction_outcome AS (
  refusal text, -- NULL: posted
  id uuid
);

CREATE TYPE ledger.leg AS (ordinal integer, account uuid, direction text, amount numeric, currency text);

-- The past, twice: by when it was recorded (what we knew) and by when it counts (what was so). Nothing here is on the way of a posting
-- that counts when it is recorded. One that counts earlier is a backdating, and leaves the rows that keep questions about the past
-- cheap: its change with the running sum of all backdatings of the account, and the sum of its day (UTC).
CREATE TABLE ledger.backdatings (
  account_id uuid NOT NULL,
  version bigint NOT NULL,
  effective_at timestamptz NOT NULL,
  change bigint NOT NULL, -- signed to the account's normal side
  change_so_far numeric NOT NULL, -- of all backdatings of the account up to this version
  PRIMARY KEY (account_id, version)
);
CREATE INDEX backdatings_by_effect ON ledger.backdatings (account_id, effective_at, version) INCLUDE (change);

CREATE TABLE ledger.backdated_days (
  account_id uuid NOT NULL,
  day date NOT NULL,
  change numeric NOT NULL,
  PRIMARY KEY (account_id, day)
);
GRANT SELECT ON ledger.backdatings, ledger.backdated_days TO ledge_runtime;

-- A past may be wider than 64 bits, hence numeric: postings keep every balance within them as it was at the time, but an effective balance
-- puts backdatings where they count: what left an account since is still there then, beside what is added to that day later on. No
-- posting is refused for a past that nobody had; only reading it must not fail.
CREATE TYPE ledger.balance AS (posted numeric, pending_in bigint, pending_out bigint, version bigint, as_of timestamptz);

-- A statement's bounds: opening + Σ of its entries = closing, which is the next one's opening, for good (recorded basis).
CREATE TYPE ledger.statement_bounds AS (
  -- The period that the bounds are of: what was asked for, as far as it has passed.
  starts_at timestamptz,
  ends_at timestamptz,
  opening numeric,
  closing numeric,
  after_version bigint, -- entries recorded in the period are those above this version
  last_version bigint, -- and up to this one
  newest bigint, -- the account's last entry when the bounds were read: what an effective statement is made of
  read_at timestamptz
);

-- Holds: money promised, not moved (law 8). Each change of an account's pending figures is a row that is never changed, so that they can
-- be proved, and asked for at any instant.
CREATE TABLE ledger.pending_entries (
  account_id uuid NOT NULL,
  version bigint NOT NULL CHECK (version > 0),
  hold_id uuid NOT NULL,
  change bigint NOT NULL, -- of pending_in or pending_out, whichever the account's side of the hold is
  pending_in bigint NOT NULL, -- after it
  pending_out bigint NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, version)
);
CREATE INDEX pending_entries_by_time ON ledger.pending_entries (account_id, recorded_at DESC, version DESC);
GRANT SELECT ON ledger.pending_entries TO ledge_runtime;

-- Overdraft limits change, and the books must still be able to judge every past balance by the limit of its time.
CREATE TABLE ledger.overdraft_changes (
  account_id uuid NOT NULL,
  number bigint NOT NULL,
  -- The change lies after this entry of the account and before the next.
  version bigint NOT NULL,
  old_limit bigint, -- NULL, here and below: no floor
  new_limit bigint CHECK (new_limit >= 0),
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, number)
);
GRANT SELECT ON ledger.overdraft_changes TO ledge_runtime;
