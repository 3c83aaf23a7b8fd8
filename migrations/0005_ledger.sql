-- The double-entry ledger: accounts with balances, the entries that prove them, and the postings that made the entries; past balances by recorded and by effective time; pending
-- amounts, which are double entry too. The runtime reads all of it and opens accounts with a balance of zero. Only posting functions change
-- balances.

-- The highest recorded time that was ever given out, in milliseconds since 1970 (law 31). In a sequence, because a sequence is not transactional:
-- a time that was given out remains so after a rollback, no transaction waits for the commit of another, and its WAL record precedes the commit
-- of any transaction that used the time. Only ledger.clock moves it.
CREATE SEQUENCE ledger.clock_ms AS bigint MINVALUE 0 START WITH 0;
GRANT SELECT ON ledger.clock_ms TO ledge_runtime;

-- ledger.clock locks this table, so that of two transactions that move the clock one waits. A table, because Postgres lets every login take an
-- advisory lock on any number, and keep it: a lock of this table needs a grant, which no login has. It never has a row.
CREATE TABLE ledger.clock_turn (never boolean);

CREATE TABLE ledger.accounts (
  id uuid PRIMARY KEY,
  -- The owner, as an opaque id: the ledger knows no customers. NULL: a house account.
  owner_id uuid,
  currency text NOT NULL CHECK (currency ~ '^[A-Z]{3}$'),
  -- The side on which the balance grows. posted, pending and balance_after are all signed to it.
  normal_side text NOT NULL CHECK (normal_side IN ('debit', 'credit')),
  -- available never falls below −overdraft_limit (law 5). NULL: no limit (house accounts that may go negative).
  overdraft_limit bigint CHECK (overdraft_limit >= 0),
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'frozen', 'closed')),
  posted bigint NOT NULL DEFAULT 0,
  -- Pending amounts are signed like a balance: pending_out is what open holds will take from the account's balance, pending_in what they will add.
  pending_in bigint NOT NULL DEFAULT 0 CHECK (pending_in >= 0),
  pending_out bigint NOT NULL DEFAULT 0 CHECK (pending_out >= 0),
  version bigint NOT NULL DEFAULT 0 CHECK (version >= 0),
  pending_version bigint NOT NULL DEFAULT 0,
  -- Whether the owner is blocked: while it is set, only corrections debit the owner's accounts.
  owner_blocked boolean NOT NULL DEFAULT FALSE,
  -- Nothing of the account counts before this day, in UTC. It never changes.
  opened_on date NOT NULL CHECK (opened_on >= '1900-01-01' AND opened_on < '2200-01-01'),
  -- The last line of defence: whatever a bug in a posting function decides, such a row cannot be stored.
  -- In this form no side exceeds 64 bits: neither pending_out nor overdraft_limit is negative.
  CONSTRAINT overdraft_limit_holds CHECK (posted >= pending_out - overdraft_limit)
)
WITH (fillfactor = 50); -- balances are not indexed and pages are half full, so that an update stays on its page (HOT)
-- For queries of all accounts of an owner; neither column ever changes.
CREATE INDEX accounts_by_owner ON ledger.accounts (owner_id, id) WHERE owner_id IS NOT NULL;
GRANT SELECT, INSERT (id, owner_id, currency, normal_side, overdraft_limit, opened_on) ON ledger.accounts TO ledge_runtime;
-- For the acting customer, as customers.customers. Whether an account is that customer's is asked of this table wherever another has accounts: its own
-- policy answers.
ALTER TABLE ledger.accounts ENABLE ROW LEVEL SECURITY;
CREATE POLICY runtime ON ledger.accounts TO ledge_runtime USING (TRUE);
CREATE POLICY acting ON ledger.accounts
FOR SELECT
TO ledge_acting
USING (owner_id = nullif(current_setting('ledge.acting_customer', TRUE), '')::uuid);
GRANT SELECT ON ledger.accounts TO ledge_acting;

-- Append-only (law 6). (account_id, version) identifies an entry and proves that versions have no gap (law 4).
-- No foreign key to accounts: the posting function holds the account's row lock when it writes, and accounts are never deleted.
-- An entry counts at the instant of its backdating (ledger.backdatings), else when it was recorded.
CREATE TABLE ledger.entries (
  account_id uuid NOT NULL,
  version bigint NOT NULL CHECK (version > 0),
  posting uuid NOT NULL, -- the id of a transfer or of a transaction
  amount bigint NOT NULL CHECK (amount != 0), -- negative: a debit; positive: a credit
  balance_after bigint NOT NULL,
  recorded_at timestamptz NOT NULL,
  -- Of an entry of a transaction: the version of the account's last entry of a transfer before it (0: none), so that a list of transfers passes any
  -- number of legs in one step. NULL, which costs nothing: an entry of a transfer.
  last_transfer bigint CHECK (last_transfer >= 0),
  PRIMARY KEY (account_id, version)
);
-- For a month of all entries, which finance queries: entries are in the table in the order of recording, so a range of time is a range of pages.
-- The index has summaries of page ranges, a few kilobytes: it does not slow postings down (docs/performance.md).
CREATE INDEX entries_by_time ON ledger.entries USING brin (recorded_at) WITH (autosummarize = ON);
GRANT SELECT ON ledger.entries TO ledge_runtime;
ALTER TABLE ledger.entries ENABLE ROW LEVEL SECURITY;
CREATE POLICY runtime ON ledger.entries TO ledge_runtime USING (TRUE);
CREATE POLICY acting ON ledger.entries
FOR SELECT
TO ledge_acting
USING (account_id IN (SELECT a.id FROM ledger.accounts AS a));
GRANT SELECT ON ledger.entries TO ledge_acting;

-- Transfers, which never change. A row has everything that the transfer did to its two accounts, so that neither its answer nor its event is
-- stored anywhere else (decision 53). The source is debited, the destination credited.
CREATE TABLE ledger.transfers (
  id uuid PRIMARY KEY, -- ledger.dated_id: a range of time is a range of ids
  source_account uuid NOT NULL,
  destination_account uuid NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  recorded_at timestamptz NOT NULL,
  -- Of each account after it: the version and the balance are those of the transfer's entry; pending amounts are NULL when they are 0.
  source_version bigint NOT NULL,
  source_balance bigint NOT NULL,
  destination_version bigint NOT NULL,
  destination_balance bigint NOT NULL,
  source_pending_in bigint CHECK (source_pending_in > 0),
  source_pending_out bigint CHECK (source_pending_out > 0),
  destination_pending_in bigint CHECK (destination_pending_in > 0),
  destination_pending_out bigint CHECK (destination_pending_out > 0),
  -- The principal and the request that posted it, which its event names.
  actor uuid CHECK (actor IS NOT NULL OR request_id IS NULL),
  request_id uuid,
  trace_id uuid,
  -- When it counts, as its client has given it; NULL: when it was recorded.
  effective_at timestamptz CHECK (effective_at >= '1900-01-01 00:00:00+00' AND effective_at < '2200-01-01 00:00:00+00'),
  -- A reversal is a transfer in the other direction that refers to its original, in full or in part; all reversals together never exceed it
  -- (law 9). The original does not change: the reversed amount is the sum of the transfers that refer to it.
  reversal_of uuid,
  -- A capture is a transfer that refers to its hold.
  hold uuid,
  -- Reserved for the audit log (law 22): the record of the write that posted it. NULL costs nothing.
  audit_record uuid,
  currency text NOT NULL,
  description text,
  external_id text,
  metadata jsonb NOT NULL
);
CREATE INDEX transfers_by_original ON ledger.transfers (reversal_of) WHERE reversal_of IS NOT NULL;
CREATE INDEX transfers_by_hold ON ledger.transfers (hold) WHERE hold IS NOT NULL;
GRANT SELECT ON ledger.transfers TO ledge_runtime;
ALTER TABLE ledger.transfers ENABLE ROW LEVEL SECURITY;
CREATE POLICY runtime ON ledger.transfers TO ledge_runtime USING (TRUE);
CREATE POLICY acting ON ledger.transfers
FOR SELECT
TO ledge_acting
USING (source_account IN (SELECT a.id FROM ledger.accounts AS a) OR destination_account IN (SELECT a.id FROM ledger.accounts AS a));
GRANT SELECT ON ledger.transfers TO ledge_acting;

-- An account whose row is locked, and where the row is: it stays there until its transaction changes it. Of a dry run it is read alone.
CREATE TYPE ledger.held AS (
  tid tid,
  id uuid,
  owner_id uuid,
  currency text,
  grows_on_debit boolean,
  least_available bigint, -- −overdraft_limit; NULL: no limit
  status text,
  owner_blocked boolean,
  posted bigint,
  pending_in bigint,
  pending_out bigint,
  version bigint,
  pending_version bigint,
  opened_on date
);

-- What is to be posted: a transfer (`amount`), the placing of a hold (`reserved`), its release (`released`), or its capture, which is a release and
-- a transfer together. What it is not is NULL.
CREATE TYPE ledger.posting AS (
  ordinal integer,
  seed uuid, -- its random bits become those of the transfer's id
  debit_account uuid,
  credit_account uuid,
  amount numeric, -- wider than bigint, so that what is out of range is refused by the posting and not by a cast
  currency text,
  acting_owner uuid, -- the required owner of the debited account; NULL: the caller may debit any account
  effective_at timestamptz, -- NULL: when it is recorded
  description text,
  external_id text,
  metadata jsonb,
  reversal_of uuid,
  hold uuid,
  actor uuid,
  request_id uuid,
  trace_id uuid,
  reserved numeric, -- added to the pending amounts of both accounts; as wide as the amount
  released bigint, -- taken from them, before the transfer
  corrects boolean, -- the institution reverses what was posted, which a block of the debited account's owner does not prevent
  counts_from timestamptz -- the earliest effective_at that its caller may give; NULL: any
);

CREATE TYPE ledger.posting_outcome AS (
  ordinal integer,
  refusal text, -- NULL: posted
  transaction_id uuid, -- NULL: no transfer
  recorded_at timestamptz,
  -- Both accounts after it.
  debit_posted bigint,
  debit_pending_in bigint,
  debit_pending_out bigint,
  debit_version bigint,
  credit_posted bigint,
  credit_pending_in bigint,
  credit_pending_out bigint,
  credit_version bigint,
  credit_visible boolean, -- the acting owner may see the credited account's balance
  debit_pending_version bigint, -- NULL: no pending amount has changed
  credit_pending_version bigint
);

-- Transactions of 2 to 100 legs, for operators: balanced per currency, so that an exchange is two pairs (law 3).
CREATE TABLE ledger.transactions (
  id uuid PRIMARY KEY, -- ledger.dated_id: a range of time is a range of ids
  description text,
  external_id text,
  metadata jsonb NOT NULL,
  effective_at timestamptz NOT NULL CHECK (effective_at >= '1900-01-01 00:00:00+00' AND effective_at < '2200-01-01 00:00:00+00'),
  recorded_at timestamptz NOT NULL,
  -- Its entries, by account and version, in the order of its legs.
  accounts uuid[] NOT NULL,
  versions bigint[] NOT NULL CHECK (cardinality(versions) = cardinality(accounts)),
  audit_record uuid -- reserved, as in ledger.transfers
);
GRANT SELECT ON ledger.transactions TO ledge_runtime;
ALTER TABLE ledger.transactions ENABLE ROW LEVEL SECURITY;
CREATE POLICY runtime ON ledger.transactions TO ledge_runtime USING (TRUE);
CREATE POLICY acting ON ledger.transactions
FOR SELECT
TO ledge_acting
USING (EXISTS (SELECT FROM ledger.accounts AS a WHERE a.id = ANY (accounts)));
GRANT SELECT ON ledger.transactions TO ledge_acting;

CREATE TYPE ledger.transaction_outcome AS (
  refusal text, -- NULL: posted
  posted ledger.transactions,
  entries ledger.entries[] -- in the order of its legs
);

CREATE TYPE ledger.leg AS (ordinal integer, account uuid, direction text, amount numeric, currency text);

-- Past balances are queried by recorded time (what the books said) or by effective time (what counted). A posting that counts when it is recorded
-- writes nothing here. A posting that counts earlier is a backdating, and writes rows that keep queries of the past cheap: its change with the
-- running sum of all backdatings of the account, and the sum of its day (UTC).
CREATE TABLE ledger.backdatings (
  account_id uuid NOT NULL,
  version bigint NOT NULL,
  effective_at timestamptz NOT NULL CHECK (effective_at >= '1900-01-01 00:00:00+00' AND effective_at < '2200-01-01 00:00:00+00'),
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
ALTER TABLE ledger.backdatings ENABLE ROW LEVEL SECURITY;
CREATE POLICY runtime ON ledger.backdatings TO ledge_runtime USING (TRUE);
CREATE POLICY acting ON ledger.backdatings
FOR SELECT
TO ledge_acting
USING (account_id IN (SELECT a.id FROM ledger.accounts AS a));
GRANT SELECT ON ledger.backdatings TO ledge_acting;

-- A past balance may exceed 64 bits, hence numeric: postings keep every balance within 64 bits as it is recorded, but an effective balance adds
-- backdatings at the time at which they count, when amounts that have left the account since were still there. No posting is refused because of
-- such a balance; only reading it must not fail.
CREATE TYPE ledger.balance AS (posted numeric, pending_in bigint, pending_out bigint, version bigint, as_of timestamptz);

-- A statement's bounds: opening + Σ of its entries = closing, which is the opening of the next statement and never changes (recorded basis).
CREATE TYPE ledger.statement_bounds AS (
  -- The period: the requested one, as far as it has passed.
  starts_at timestamptz,
  ends_at timestamptz,
  opening numeric,
  closing numeric,
  after_version bigint, -- entries recorded in the period are those above this version
  last_version bigint, -- and up to this one
  newest bigint, -- the account's version when the bounds were read: an effective statement has no later entries
  read_at timestamptz
);

-- Changes of pending amounts by holds, which promise money without moving it (law 8). Each change is a row that is never changed, so that pending
-- amounts can be proved, and queried at any instant.
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

-- Changes of overdraft limits, so that every past balance can be checked against the limit of its time.
CREATE TABLE ledger.overdraft_changes (
  account_id uuid NOT NULL,
  number bigint NOT NULL,
  -- The change lies after this entry of the account and before the next.
  version bigint NOT NULL,
  old_limit bigint, -- NULL, here and below: no limit
  new_limit bigint CHECK (new_limit >= 0),
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, number)
);
GRANT SELECT ON ledger.overdraft_changes TO ledge_runtime;
