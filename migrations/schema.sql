-- What a new database looks like: written from its catalogs by `npm run db:schema`, compared by a test, never run and never edited by hand.
-- What a function or view does is in its file in functions/. The runtime's logins have their grants through ledge_runtime.

ALTER DEFAULT PRIVILEGES FOR ROLE ledge_owner ON f ARE {ledge_owner=X/ledge_owner};

CREATE SCHEMA accounts;
GRANT USAGE ON SCHEMA accounts TO ledge_acting;
GRANT USAGE ON SCHEMA accounts TO ledge_runtime;

CREATE SCHEMA audit;
GRANT USAGE ON SCHEMA audit TO ledge_runtime;

CREATE SCHEMA customers;
GRANT USAGE ON SCHEMA customers TO ledge_acting;
GRANT USAGE ON SCHEMA customers TO ledge_runtime;

CREATE SCHEMA idempotency;
GRANT USAGE ON SCHEMA idempotency TO ledge_runtime;

CREATE SCHEMA identity;
GRANT USAGE ON SCHEMA identity TO ledge_runtime;

CREATE SCHEMA ledger;
GRANT USAGE ON SCHEMA ledger TO ledge_acting;
GRANT USAGE ON SCHEMA ledger TO ledge_runtime;

CREATE SCHEMA outbox;
GRANT USAGE ON SCHEMA outbox TO ledge_runtime;

CREATE SCHEMA payments;
GRANT USAGE ON SCHEMA payments TO ledge_acting;
GRANT USAGE ON SCHEMA payments TO ledge_runtime;

CREATE SCHEMA reporting;
GRANT USAGE ON SCHEMA reporting TO ledge_analyst;

CREATE SCHEMA retention;
GRANT USAGE ON SCHEMA retention TO ledge_retention;

CREATE SCHEMA rotation;
GRANT USAGE ON SCHEMA rotation TO ledge_auditor;
GRANT USAGE ON SCHEMA rotation TO ledge_owner;
GRANT USAGE ON SCHEMA rotation TO ledge_rotator;
GRANT USAGE ON SCHEMA rotation TO ledge_runtime;

CREATE SCHEMA webhooks;
GRANT USAGE ON SCHEMA webhooks TO ledge_runtime;

CREATE TYPE audit.entry AS (
  recorded_at timestamp with time zone,
  principal uuid,
  customer uuid,
  operation text,
  outcome text,
  resources uuid[],
  request_id uuid,
  trace_id uuid,
  fingerprint bytea,
  key_digest bytea
);

CREATE TYPE audit.refused_write AS (
  recorded_at timestamp with time zone,
  principal uuid,
  customer uuid,
  operation text,
  target uuid,
  outcome text,
  request_id uuid,
  trace_id uuid,
  fingerprint text,
  key_digest text
);

CREATE TYPE ledger.balance AS (
  posted numeric,
  pending_in bigint,
  pending_out bigint,
  version bigint,
  as_of timestamp with time zone
);

CREATE TYPE ledger.held AS (
  tid tid,
  id uuid,
  owner_id uuid,
  currency text,
  grows_on_debit boolean,
  least_available bigint,
  status text,
  owner_blocked boolean,
  posted bigint,
  pending_in bigint,
  pending_out bigint,
  version bigint,
  pending_version bigint,
  opened_on date
);

CREATE TYPE ledger.leg AS (
  ordinal integer,
  account uuid,
  direction text,
  amount numeric,
  currency text
);

CREATE TYPE ledger.posting AS (
  ordinal integer,
  seed uuid,
  debit_account uuid,
  credit_account uuid,
  amount numeric,
  currency text,
  acting_owner uuid,
  effective_at timestamp with time zone,
  description text,
  external_id text,
  metadata jsonb,
  reversal_of uuid,
  hold uuid,
  actor uuid,
  request_id uuid,
  trace_id uuid,
  reserved numeric,
  released bigint,
  corrects boolean,
  counts_from timestamp with time zone
);

CREATE TYPE ledger.posting_outcome AS (
  ordinal integer,
  refusal text,
  transaction_id uuid,
  recorded_at timestamp with time zone,
  debit_posted bigint,
  debit_pending_in bigint,
  debit_pending_out bigint,
  debit_version bigint,
  credit_posted bigint,
  credit_pending_in bigint,
  credit_pending_out bigint,
  credit_version bigint,
  credit_visible boolean,
  debit_pending_version bigint,
  credit_pending_version bigint
);

CREATE TYPE ledger.statement_bounds AS (
  starts_at timestamp with time zone,
  ends_at timestamp with time zone,
  opening numeric,
  closing numeric,
  after_version bigint,
  last_version bigint,
  newest bigint,
  read_at timestamp with time zone
);

CREATE TYPE ledger.transaction_outcome AS (
  refusal text,
  posted ledger.transactions,
  entries ledger.entries[]
);

CREATE TYPE payments.command AS (
  ordinal integer,
  operation text,
  principal uuid,
  key text,
  fingerprint bytea,
  request_id uuid,
  trace_id uuid,
  seed uuid,
  acting_customer uuid,
  if_match text[],
  if_none_match text[],
  target uuid,
  source_account uuid,
  destination_account uuid,
  amount numeric,
  currency text,
  description text,
  external_id text,
  metadata jsonb,
  expires_at timestamp with time zone,
  effective_at timestamp with time zone,
  is_final boolean,
  legs jsonb,
  backdating_days integer,
  place integer
);

CREATE TYPE payments.command_answer AS (
  ordinal integer,
  recorded boolean,
  replayed boolean,
  reused boolean,
  outcome json
);

CREATE TYPE payments.judged AS (
  refusal text,
  is_payer boolean,
  hold payments.holds,
  posting ledger.posting
);

CREATE TYPE payments.transfer_request AS (
  ordinal integer,
  principal uuid,
  key text,
  fingerprint bytea,
  request_id uuid,
  seed uuid,
  acting_customer uuid,
  source_account uuid,
  destination_account uuid,
  amount numeric,
  currency text,
  description text,
  external_id text,
  metadata jsonb,
  effective_at timestamp with time zone,
  trace_id uuid,
  backdating_days integer
);

CREATE TYPE retention.step AS (
  action text,
  relations text[],
  month timestamp with time zone,
  reason text
);

CREATE TABLE accounts.accounts (
  id uuid NOT NULL,
  kind text NOT NULL,
  customer_id uuid,
  code text,
  currency text NOT NULL,
  name text,
  metadata jsonb NOT NULL,
  created_at timestamp with time zone NOT NULL,
  CONSTRAINT accounts_code_currency_key UNIQUE (code, currency),
  CONSTRAINT accounts_pkey PRIMARY KEY (id),
  CONSTRAINT accounts_check CHECK (((kind = 'customer'::text) = (customer_id IS NOT NULL))),
  CONSTRAINT accounts_check1 CHECK (((kind = 'house'::text) = (code IS NOT NULL))),
  CONSTRAINT accounts_kind_check CHECK ((kind = ANY (ARRAY['customer'::text, 'house'::text])))
);
CREATE INDEX accounts_by_customer ON accounts.accounts USING btree (customer_id, id);
GRANT SELECT ON accounts.accounts TO ledge_acting;
GRANT INSERT, SELECT ON accounts.accounts TO ledge_runtime;
GRANT UPDATE ON accounts.accounts (name) TO ledge_runtime;
GRANT UPDATE ON accounts.accounts (metadata) TO ledge_runtime;
ALTER TABLE accounts.accounts ENABLE ROW LEVEL SECURITY;
CREATE POLICY acting ON accounts.accounts AS PERMISSIVE FOR SELECT TO ledge_acting USING ((customer_id = (NULLIF(current_setting('ledge.acting_customer'::text, true), ''::text))::uuid));
CREATE POLICY runtime ON accounts.accounts AS PERMISSIVE FOR ALL TO ledge_runtime USING (true);

CREATE TABLE audit.further_resources (
  resource uuid NOT NULL,
  index bigint NOT NULL,
  CONSTRAINT further_resources_pkey PRIMARY KEY (resource, index)
);
GRANT SELECT ON audit.further_resources TO ledge_runtime;

CREATE TABLE audit.head (
  singleton boolean DEFAULT true NOT NULL,
  size bigint DEFAULT 0 NOT NULL,
  CONSTRAINT head_pkey PRIMARY KEY (singleton),
  CONSTRAINT head_singleton_check CHECK (singleton)
);
GRANT SELECT ON audit.head TO ledge_runtime;

CREATE TABLE audit.pending (
  seq bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  principals uuid[],
  keys text[],
  entry audit.entry,
  CONSTRAINT pending_pkey PRIMARY KEY (seq),
  CONSTRAINT pending_check CHECK ((cardinality(keys) = cardinality(principals))),
  CONSTRAINT pending_check1 CHECK (((num_nulls(keys, entry) = 1) AND (num_nulls(keys, principals) <> 1))),
  CONSTRAINT pending_entry_check CHECK (((entry IS NULL) OR (((entry).recorded_at IS NOT NULL) AND ((entry).recorded_at >= '0001-01-01 00:00:00+00'::timestamp with time zone) AND ((entry).recorded_at < '10000-01-01 00:00:00+00'::timestamp with time zone) AND ((entry).resources IS NOT NULL) AND (array_position((entry).resources, NULL::uuid) IS NULL) AND COALESCE(((entry).operation ~ '^[a-z][A-Za-z0-9]{0,63}$'::text), false) AND COALESCE(((entry).outcome ~ '^[a-z][a-z0-9_]{0,63}$'::text), false) AND (COALESCE(octet_length((entry).fingerprint), 32) = 32) AND (COALESCE(octet_length((entry).key_digest), 32) = 32))))
);
GRANT SELECT ON audit.pending TO ledge_runtime;

CREATE TABLE audit.records (
  index bigint NOT NULL,
  salt bytea NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  principal uuid,
  customer uuid,
  operation text NOT NULL,
  outcome text NOT NULL,
  resources uuid[] NOT NULL,
  request_id uuid,
  trace_id uuid,
  fingerprint bytea,
  key_digest bytea,
  sequenced_at timestamp with time zone NOT NULL,
  CONSTRAINT records_pkey PRIMARY KEY (index),
  CONSTRAINT records_fingerprint_check CHECK ((octet_length(fingerprint) = 32)),
  CONSTRAINT records_index_check CHECK ((index >= 0)),
  CONSTRAINT records_key_digest_check CHECK ((octet_length(key_digest) = 32)),
  CONSTRAINT records_salt_check CHECK ((octet_length(salt) = 16))
);
CREATE INDEX records_by_operation ON audit.records USING btree (operation, index);
CREATE INDEX records_by_principal ON audit.records USING btree (principal, index);
CREATE INDEX records_by_request ON audit.records USING btree (request_id);
CREATE INDEX records_by_resource ON audit.records USING btree ((resources[1]), index);
CREATE INDEX records_by_time ON audit.records USING btree (sequenced_at, index);
GRANT SELECT ON audit.records TO ledge_runtime;

CREATE TABLE audit.refused_requests (
  request_id uuid NOT NULL,
  CONSTRAINT refused_requests_pkey PRIMARY KEY (request_id)
);

CREATE TABLE customers.customers (
  id uuid NOT NULL,
  type text NOT NULL,
  name text NOT NULL,
  email text,
  external_id text,
  metadata jsonb NOT NULL,
  verification text DEFAULT 'pending'::text NOT NULL,
  verification_reason text,
  version bigint DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  CONSTRAINT customers_pkey PRIMARY KEY (id),
  CONSTRAINT customers_type_check CHECK ((type = ANY (ARRAY['person'::text, 'business'::text]))),
  CONSTRAINT customers_verification_check CHECK ((verification = ANY (ARRAY['pending'::text, 'verified'::text, 'rejected'::text, 'suspended'::text]))),
  CONSTRAINT customers_version_check CHECK ((version > 0))
);
GRANT SELECT ON customers.customers TO ledge_acting;
GRANT INSERT, SELECT ON customers.customers TO ledge_runtime;
GRANT UPDATE ON customers.customers (name) TO ledge_runtime;
GRANT UPDATE ON customers.customers (email) TO ledge_runtime;
GRANT UPDATE ON customers.customers (external_id) TO ledge_runtime;
GRANT UPDATE ON customers.customers (metadata) TO ledge_runtime;
GRANT UPDATE ON customers.customers (verification) TO ledge_runtime;
GRANT UPDATE ON customers.customers (verification_reason) TO ledge_runtime;
GRANT UPDATE ON customers.customers (version) TO ledge_runtime;
GRANT UPDATE ON customers.customers (updated_at) TO ledge_runtime;
ALTER TABLE customers.customers ENABLE ROW LEVEL SECURITY;
CREATE POLICY acting ON customers.customers AS PERMISSIVE FOR SELECT TO ledge_acting USING ((id = (NULLIF(current_setting('ledge.acting_customer'::text, true), ''::text))::uuid));
CREATE POLICY runtime ON customers.customers AS PERMISSIVE FOR ALL TO ledge_runtime USING (true);

CREATE TABLE idempotency.keys (
  principal uuid NOT NULL,
  key text NOT NULL,
  fingerprint bytea NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  resource uuid,
  operation text NOT NULL,
  outcome json,
  resources uuid[],
  request_id uuid,
  trace_id uuid,
  CONSTRAINT keys_pkey PRIMARY KEY (principal, key),
  CONSTRAINT keys_check CHECK (
CASE operation
    WHEN 'createTransfer'::text THEN (outcome IS NULL)
    ELSE (resource IS NULL)
END),
  CONSTRAINT keys_fingerprint_check CHECK ((octet_length(fingerprint) = 32)),
  CONSTRAINT keys_key_check CHECK (((octet_length(key) >= 1) AND (octet_length(key) <= 255))),
  CONSTRAINT keys_recorded_at_check CHECK (((recorded_at >= '0001-01-01 00:00:00+00'::timestamp with time zone) AND (recorded_at < '10000-01-01 00:00:00+00'::timestamp with time zone)))
);
GRANT INSERT, SELECT ON idempotency.keys TO ledge_runtime;
CREATE TRIGGER append_keys AFTER INSERT ON idempotency.keys REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION audit.append_keys();

CREATE TABLE idempotency.refusals (
  principal uuid NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  request_id uuid NOT NULL,
  trace_id uuid,
  key text NOT NULL,
  code text NOT NULL,
  detail text,
  errors json,
  CONSTRAINT refusals_pkey PRIMARY KEY (principal, key, recorded_at)
) PARTITION BY RANGE (recorded_at);
GRANT INSERT, SELECT ON idempotency.refusals TO ledge_runtime;

CREATE TABLE idempotency.refusals_default (
  principal uuid NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  request_id uuid NOT NULL,
  trace_id uuid,
  key text NOT NULL,
  code text NOT NULL,
  detail text,
  errors json,
  CONSTRAINT refusals_default_pkey PRIMARY KEY (principal, key, recorded_at)
);
ALTER TABLE idempotency.refusals ATTACH PARTITION idempotency.refusals_default DEFAULT;

CREATE TABLE identity.api_keys (
  id uuid NOT NULL,
  name text NOT NULL,
  prefix text NOT NULL,
  pepper text NOT NULL,
  hash bytea NOT NULL,
  scopes text[] NOT NULL,
  customer_id uuid,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  created_at timestamp with time zone NOT NULL,
  principal uuid NOT NULL,
  rotated_from uuid,
  rotated_to uuid,
  rate_burst integer,
  rate_per_minute integer,
  CONSTRAINT api_keys_hash_key UNIQUE (hash),
  CONSTRAINT api_keys_pkey PRIMARY KEY (id),
  CONSTRAINT api_keys_rotated_from_key UNIQUE (rotated_from),
  CONSTRAINT api_keys_rotated_to_key UNIQUE (rotated_to),
  CONSTRAINT api_keys_check CHECK (((rate_burst IS NULL) = (rate_per_minute IS NULL))),
  CONSTRAINT api_keys_check1 CHECK (((principal = id) = (rotated_from IS NULL))),
  CONSTRAINT api_keys_expires_at_check CHECK (((expires_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (expires_at < '2200-01-01 00:00:00+00'::timestamp with time zone))),
  CONSTRAINT api_keys_hash_check CHECK ((octet_length(hash) = 32)),
  CONSTRAINT api_keys_pepper_check CHECK ((pepper ~ '^[0-9a-f]{8}$'::text)),
  CONSTRAINT api_keys_rate_burst_check CHECK ((rate_burst > 0)),
  CONSTRAINT api_keys_rate_per_minute_check CHECK ((rate_per_minute > 0)),
  CONSTRAINT api_keys_scopes_check CHECK ((cardinality(scopes) > 0))
);
CREATE INDEX api_keys_by_pepper ON identity.api_keys USING btree (pepper) WHERE (revoked_at IS NULL);
GRANT INSERT, SELECT ON identity.api_keys TO ledge_runtime;
GRANT UPDATE ON identity.api_keys (expires_at) TO ledge_runtime;
GRANT UPDATE ON identity.api_keys (revoked_at) TO ledge_runtime;
GRANT UPDATE ON identity.api_keys (rotated_to) TO ledge_runtime;

CREATE TABLE ledger.accounts (
  id uuid NOT NULL,
  owner_id uuid,
  currency text NOT NULL,
  normal_side text NOT NULL,
  overdraft_limit bigint,
  status text DEFAULT 'open'::text NOT NULL,
  posted bigint DEFAULT 0 NOT NULL,
  pending_in bigint DEFAULT 0 NOT NULL,
  pending_out bigint DEFAULT 0 NOT NULL,
  version bigint DEFAULT 0 NOT NULL,
  pending_version bigint DEFAULT 0 NOT NULL,
  owner_blocked boolean DEFAULT false NOT NULL,
  opened_on date NOT NULL,
  CONSTRAINT accounts_pkey PRIMARY KEY (id),
  CONSTRAINT accounts_currency_check CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT accounts_normal_side_check CHECK ((normal_side = ANY (ARRAY['debit'::text, 'credit'::text]))),
  CONSTRAINT accounts_opened_on_check CHECK (((opened_on >= '1900-01-01'::date) AND (opened_on < '2200-01-01'::date))),
  CONSTRAINT accounts_overdraft_limit_check CHECK ((overdraft_limit >= 0)),
  CONSTRAINT accounts_pending_in_check CHECK ((pending_in >= 0)),
  CONSTRAINT accounts_pending_out_check CHECK ((pending_out >= 0)),
  CONSTRAINT accounts_status_check CHECK ((status = ANY (ARRAY['open'::text, 'frozen'::text, 'closed'::text]))),
  CONSTRAINT accounts_version_check CHECK ((version >= 0)),
  CONSTRAINT overdraft_limit_holds CHECK ((posted >= (pending_out - overdraft_limit)))
) WITH (fillfactor=50);
CREATE INDEX accounts_by_owner ON ledger.accounts USING btree (owner_id, id) WHERE (owner_id IS NOT NULL);
GRANT SELECT ON ledger.accounts TO ledge_acting;
GRANT SELECT ON ledger.accounts TO ledge_runtime;
GRANT INSERT ON ledger.accounts (id) TO ledge_runtime;
GRANT INSERT ON ledger.accounts (owner_id) TO ledge_runtime;
GRANT INSERT ON ledger.accounts (currency) TO ledge_runtime;
GRANT INSERT ON ledger.accounts (normal_side) TO ledge_runtime;
GRANT INSERT ON ledger.accounts (overdraft_limit) TO ledge_runtime;
GRANT INSERT ON ledger.accounts (opened_on) TO ledge_runtime;
ALTER TABLE ledger.accounts ENABLE ROW LEVEL SECURITY;
CREATE POLICY acting ON ledger.accounts AS PERMISSIVE FOR SELECT TO ledge_acting USING ((owner_id = (NULLIF(current_setting('ledge.acting_customer'::text, true), ''::text))::uuid));
CREATE POLICY runtime ON ledger.accounts AS PERMISSIVE FOR ALL TO ledge_runtime USING (true);

CREATE TABLE ledger.backdated_days (
  account_id uuid NOT NULL,
  day date NOT NULL,
  change numeric NOT NULL,
  CONSTRAINT backdated_days_pkey PRIMARY KEY (account_id, day)
);
GRANT SELECT ON ledger.backdated_days TO ledge_runtime;

CREATE TABLE ledger.backdatings (
  account_id uuid NOT NULL,
  version bigint NOT NULL,
  effective_at timestamp with time zone NOT NULL,
  change bigint NOT NULL,
  change_so_far numeric NOT NULL,
  CONSTRAINT backdatings_pkey PRIMARY KEY (account_id, version),
  CONSTRAINT backdatings_effective_at_check CHECK (((effective_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (effective_at < '2200-01-01 00:00:00+00'::timestamp with time zone)))
);
CREATE INDEX backdatings_by_effect ON ledger.backdatings USING btree (account_id, effective_at, version) INCLUDE (change);
GRANT SELECT ON ledger.backdatings TO ledge_acting;
GRANT SELECT ON ledger.backdatings TO ledge_runtime;
ALTER TABLE ledger.backdatings ENABLE ROW LEVEL SECURITY;
CREATE POLICY acting ON ledger.backdatings AS PERMISSIVE FOR SELECT TO ledge_acting USING ((account_id IN ( SELECT a.id FROM ledger.accounts a)));
CREATE POLICY runtime ON ledger.backdatings AS PERMISSIVE FOR ALL TO ledge_runtime USING (true);

CREATE TABLE ledger.clock_turn (
  never boolean
);

CREATE TABLE ledger.entries (
  account_id uuid NOT NULL,
  version bigint NOT NULL,
  posting uuid NOT NULL,
  amount bigint NOT NULL,
  balance_after bigint NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  last_transfer bigint,
  CONSTRAINT entries_pkey PRIMARY KEY (account_id, version),
  CONSTRAINT entries_amount_check CHECK ((amount <> 0)),
  CONSTRAINT entries_last_transfer_check CHECK ((last_transfer >= 0)),
  CONSTRAINT entries_version_check CHECK ((version > 0))
);
CREATE INDEX entries_by_time ON ledger.entries USING brin (recorded_at) WITH (autosummarize='on');
GRANT SELECT ON ledger.entries TO ledge_acting;
GRANT SELECT ON ledger.entries TO ledge_runtime;
ALTER TABLE ledger.entries ENABLE ROW LEVEL SECURITY;
CREATE POLICY acting ON ledger.entries AS PERMISSIVE FOR SELECT TO ledge_acting USING ((account_id IN ( SELECT a.id FROM ledger.accounts a)));
CREATE POLICY runtime ON ledger.entries AS PERMISSIVE FOR ALL TO ledge_runtime USING (true);

CREATE TABLE ledger.overdraft_changes (
  account_id uuid NOT NULL,
  number bigint NOT NULL,
  version bigint NOT NULL,
  old_limit bigint,
  new_limit bigint,
  recorded_at timestamp with time zone NOT NULL,
  CONSTRAINT overdraft_changes_pkey PRIMARY KEY (account_id, number),
  CONSTRAINT overdraft_changes_new_limit_check CHECK ((new_limit >= 0))
);
GRANT SELECT ON ledger.overdraft_changes TO ledge_runtime;

CREATE TABLE ledger.pending_entries (
  account_id uuid NOT NULL,
  version bigint NOT NULL,
  hold_id uuid NOT NULL,
  change bigint NOT NULL,
  pending_in bigint NOT NULL,
  pending_out bigint NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  CONSTRAINT pending_entries_pkey PRIMARY KEY (account_id, version),
  CONSTRAINT pending_entries_version_check CHECK ((version > 0))
);
CREATE INDEX pending_entries_by_time ON ledger.pending_entries USING btree (account_id, recorded_at DESC, version DESC);
GRANT SELECT ON ledger.pending_entries TO ledge_runtime;

CREATE TABLE ledger.transactions (
  id uuid NOT NULL,
  description text,
  external_id text,
  metadata jsonb NOT NULL,
  effective_at timestamp with time zone NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  accounts uuid[] NOT NULL,
  versions bigint[] NOT NULL,
  audit_record uuid,
  CONSTRAINT transactions_pkey PRIMARY KEY (id),
  CONSTRAINT transactions_check CHECK ((cardinality(versions) = cardinality(accounts))),
  CONSTRAINT transactions_effective_at_check CHECK (((effective_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (effective_at < '2200-01-01 00:00:00+00'::timestamp with time zone)))
);
GRANT SELECT ON ledger.transactions TO ledge_acting;
GRANT SELECT ON ledger.transactions TO ledge_runtime;
ALTER TABLE ledger.transactions ENABLE ROW LEVEL SECURITY;
CREATE POLICY acting ON ledger.transactions AS PERMISSIVE FOR SELECT TO ledge_acting USING ((EXISTS ( SELECT FROM ledger.accounts a WHERE (a.id = ANY (transactions.accounts)))));
CREATE POLICY runtime ON ledger.transactions AS PERMISSIVE FOR ALL TO ledge_runtime USING (true);

CREATE TABLE ledger.transfers (
  id uuid NOT NULL,
  source_account uuid NOT NULL,
  destination_account uuid NOT NULL,
  amount bigint NOT NULL,
  recorded_at timestamp with time zone NOT NULL,
  source_version bigint NOT NULL,
  source_balance bigint NOT NULL,
  destination_version bigint NOT NULL,
  destination_balance bigint NOT NULL,
  source_pending_in bigint,
  source_pending_out bigint,
  destination_pending_in bigint,
  destination_pending_out bigint,
  actor uuid,
  request_id uuid,
  trace_id uuid,
  effective_at timestamp with time zone,
  reversal_of uuid,
  hold uuid,
  audit_record uuid,
  currency text NOT NULL,
  description text,
  external_id text,
  metadata jsonb NOT NULL,
  CONSTRAINT transfers_pkey PRIMARY KEY (id),
  CONSTRAINT transfers_amount_check CHECK ((amount > 0)),
  CONSTRAINT transfers_check CHECK (((actor IS NOT NULL) OR (request_id IS NULL))),
  CONSTRAINT transfers_destination_pending_in_check CHECK ((destination_pending_in > 0)),
  CONSTRAINT transfers_destination_pending_out_check CHECK ((destination_pending_out > 0)),
  CONSTRAINT transfers_effective_at_check CHECK (((effective_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (effective_at < '2200-01-01 00:00:00+00'::timestamp with time zone))),
  CONSTRAINT transfers_source_pending_in_check CHECK ((source_pending_in > 0)),
  CONSTRAINT transfers_source_pending_out_check CHECK ((source_pending_out > 0))
);
CREATE INDEX transfers_by_hold ON ledger.transfers USING btree (hold) WHERE (hold IS NOT NULL);
CREATE INDEX transfers_by_original ON ledger.transfers USING btree (reversal_of) WHERE (reversal_of IS NOT NULL);
GRANT SELECT ON ledger.transfers TO ledge_acting;
GRANT SELECT ON ledger.transfers TO ledge_runtime;
ALTER TABLE ledger.transfers ENABLE ROW LEVEL SECURITY;
CREATE POLICY acting ON ledger.transfers AS PERMISSIVE FOR SELECT TO ledge_acting USING (((source_account IN ( SELECT a.id FROM ledger.accounts a)) OR (destination_account IN ( SELECT a.id FROM ledger.accounts a))));
CREATE POLICY runtime ON ledger.transfers AS PERMISSIVE FOR ALL TO ledge_runtime USING (true);

CREATE TABLE outbox.account_events (
  account_id uuid NOT NULL,
  "position" bigint NOT NULL,
  CONSTRAINT account_events_pkey PRIMARY KEY (account_id, "position")
);
GRANT SELECT ON outbox.account_events TO ledge_runtime;

CREATE TABLE outbox.dead_letters (
  stage text NOT NULL,
  "position" bigint NOT NULL,
  reason text NOT NULL,
  recorded_at timestamp with time zone DEFAULT now() NOT NULL,
  redrive boolean DEFAULT false NOT NULL,
  redriven_at timestamp with time zone,
  CONSTRAINT dead_letters_pkey PRIMARY KEY (stage, "position")
);
CREATE INDEX dead_letters_open ON outbox.dead_letters USING btree (stage, "position") WHERE (redriven_at IS NULL);
GRANT SELECT ON outbox.dead_letters TO ledge_runtime;
GRANT INSERT ON outbox.dead_letters (stage) TO ledge_runtime;
GRANT INSERT ON outbox.dead_letters ("position") TO ledge_runtime;
GRANT INSERT, UPDATE ON outbox.dead_letters (reason) TO ledge_runtime;
GRANT UPDATE ON outbox.dead_letters (recorded_at) TO ledge_runtime;
GRANT UPDATE ON outbox.dead_letters (redrive) TO ledge_runtime;
GRANT UPDATE ON outbox.dead_letters (redriven_at) TO ledge_runtime;

CREATE TABLE outbox.events (
  "position" bigint NOT NULL,
  id uuid NOT NULL,
  type text,
  resource uuid,
  accounts uuid[],
  versions bigint[],
  actor uuid,
  request_id uuid,
  trace_id uuid,
  data json,
  occurred_at timestamp with time zone,
  sequenced_at timestamp with time zone NOT NULL,
  CONSTRAINT events_id_key UNIQUE (id),
  CONSTRAINT events_pkey PRIMARY KEY ("position"),
  CONSTRAINT events_check CHECK ((num_nulls(type, resource, accounts, versions, data, occurred_at) = ANY (ARRAY[0, 6])))
);
CREATE INDEX events_by_request ON outbox.events USING btree (request_id) WHERE (request_id IS NOT NULL);
CREATE INDEX events_by_subject ON outbox.events USING btree (split_part(type, '.'::text, 1), "position") WHERE (split_part(type, '.'::text, 1) = ANY (ARRAY['account'::text, 'customer'::text]));
GRANT SELECT ON outbox.events TO ledge_runtime;

CREATE TABLE outbox.head (
  singleton boolean DEFAULT true NOT NULL,
  "position" bigint DEFAULT 0 NOT NULL,
  sent bigint DEFAULT 0 NOT NULL,
  CONSTRAINT head_pkey PRIMARY KEY (singleton),
  CONSTRAINT head_check CHECK (((sent >= 0) AND (sent <= "position"))),
  CONSTRAINT head_singleton_check CHECK (singleton)
);
GRANT SELECT ON outbox.head TO ledge_runtime;

CREATE TABLE outbox.inboxes (
  consumer text NOT NULL,
  "position" bigint DEFAULT 0 NOT NULL,
  retries bigint DEFAULT 0 NOT NULL,
  moved_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT inboxes_pkey PRIMARY KEY (consumer)
);
GRANT SELECT ON outbox.inboxes TO ledge_runtime;
GRANT UPDATE ON outbox.inboxes ("position") TO ledge_runtime;
GRANT UPDATE ON outbox.inboxes (retries) TO ledge_runtime;
GRANT UPDATE ON outbox.inboxes (moved_at) TO ledge_runtime;

CREATE TABLE outbox.pending (
  seq bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  id uuid DEFAULT uuidv7() NOT NULL,
  type text NOT NULL,
  resource uuid,
  transfers uuid[],
  accounts uuid[] DEFAULT '{}'::uuid[] NOT NULL,
  versions bigint[] DEFAULT '{}'::bigint[] NOT NULL,
  actor uuid,
  request_id uuid,
  trace_id uuid,
  data json,
  occurred_at timestamp with time zone NOT NULL,
  CONSTRAINT pending_pkey PRIMARY KEY (seq),
  CONSTRAINT pending_check CHECK ((cardinality(versions) = cardinality(accounts))),
  CONSTRAINT pending_check1 CHECK (((actor IS NOT NULL) OR (request_id IS NULL))),
  CONSTRAINT pending_check2 CHECK (
CASE type
    WHEN 'transfer.posted'::text THEN ((num_nulls(transfers, resource, data) = 2) AND (transfers IS NOT NULL))
    ELSE ((num_nulls(transfers, resource, data) = 1) AND (transfers IS NULL))
END),
  CONSTRAINT pending_transfers_check CHECK ((cardinality(transfers) > 0))
);
GRANT SELECT ON outbox.pending TO ledge_runtime;
GRANT INSERT ON outbox.pending (type) TO ledge_runtime;
GRANT INSERT ON outbox.pending (resource) TO ledge_runtime;
GRANT INSERT ON outbox.pending (accounts) TO ledge_runtime;
GRANT INSERT ON outbox.pending (versions) TO ledge_runtime;
GRANT INSERT ON outbox.pending (actor) TO ledge_runtime;
GRANT INSERT ON outbox.pending (request_id) TO ledge_runtime;
GRANT INSERT ON outbox.pending (trace_id) TO ledge_runtime;
GRANT INSERT ON outbox.pending (data) TO ledge_runtime;
GRANT INSERT ON outbox.pending (occurred_at) TO ledge_runtime;
CREATE TRIGGER append_acts AFTER INSERT ON outbox.pending FOR EACH ROW WHEN (((new.actor IS NULL) AND (new.type <> 'transfer.posted'::text))) EXECUTE FUNCTION audit.append_acts();

CREATE TABLE payments.holds (
  id uuid NOT NULL,
  source_account uuid NOT NULL,
  destination_account uuid NOT NULL,
  amount bigint NOT NULL,
  captured bigint DEFAULT 0 NOT NULL,
  currency text NOT NULL,
  status text DEFAULT 'open'::text NOT NULL,
  description text,
  external_id text,
  metadata jsonb NOT NULL,
  expires_at timestamp with time zone,
  recorded_at timestamp with time zone NOT NULL,
  resolved_at timestamp with time zone,
  CONSTRAINT holds_pkey PRIMARY KEY (id),
  CONSTRAINT holds_amount_check CHECK ((amount > 0)),
  CONSTRAINT holds_check CHECK (((captured >= 0) AND (captured <= amount))),
  CONSTRAINT holds_check1 CHECK (((status = 'open'::text) = (resolved_at IS NULL))),
  CONSTRAINT holds_expires_at_check CHECK (((expires_at >= '1900-01-01 00:00:00+00'::timestamp with time zone) AND (expires_at < '2200-01-01 00:00:00+00'::timestamp with time zone))),
  CONSTRAINT holds_status_check CHECK ((status = ANY (ARRAY['open'::text, 'captured'::text, 'released'::text, 'expired'::text])))
);
CREATE INDEX holds_by_destination ON payments.holds USING btree (destination_account, id);
CREATE INDEX holds_by_source ON payments.holds USING btree (source_account, id);
CREATE INDEX holds_to_expire ON payments.holds USING btree (expires_at) WHERE ((status = 'open'::text) AND (expires_at IS NOT NULL));
GRANT SELECT ON payments.holds TO ledge_acting;
GRANT SELECT ON payments.holds TO ledge_runtime;
ALTER TABLE payments.holds ENABLE ROW LEVEL SECURITY;
CREATE POLICY acting ON payments.holds AS PERMISSIVE FOR SELECT TO ledge_acting USING (((source_account IN ( SELECT a.id FROM ledger.accounts a)) OR (destination_account IN ( SELECT a.id FROM ledger.accounts a))));
CREATE POLICY runtime ON payments.holds AS PERMISSIVE FOR ALL TO ledge_runtime USING (true);

CREATE TABLE rotation.credentials (
  login text NOT NULL,
  id uuid DEFAULT uuidv7() NOT NULL,
  rotated_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
  is_revoked boolean DEFAULT false NOT NULL,
  changed_in xid8 DEFAULT pg_current_xact_id() NOT NULL,
  CONSTRAINT credentials_pkey PRIMARY KEY (login)
);
GRANT SELECT ON rotation.credentials TO ledge_auditor;
GRANT SELECT ON rotation.credentials TO ledge_runtime;

CREATE TABLE rotation.pending (
  seq bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  credential uuid NOT NULL,
  login text NOT NULL,
  change text NOT NULL,
  valid_until timestamp with time zone,
  changed_at timestamp with time zone NOT NULL,
  CONSTRAINT pending_pkey PRIMARY KEY (seq)
);
GRANT DELETE, SELECT ON rotation.pending TO ledge_owner;

CREATE TABLE webhooks.attempts (
  delivery_id uuid NOT NULL,
  number integer NOT NULL,
  status integer,
  failure text,
  duration_ms integer NOT NULL,
  first_bytes text NOT NULL,
  attempted_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
  CONSTRAINT attempts_pkey PRIMARY KEY (delivery_id, number)
) PARTITION BY RANGE (delivery_id);
GRANT SELECT ON webhooks.attempts TO ledge_runtime;
GRANT INSERT ON webhooks.attempts (delivery_id) TO ledge_runtime;
GRANT INSERT ON webhooks.attempts (number) TO ledge_runtime;
GRANT INSERT ON webhooks.attempts (status) TO ledge_runtime;
GRANT INSERT ON webhooks.attempts (failure) TO ledge_runtime;
GRANT INSERT ON webhooks.attempts (duration_ms) TO ledge_runtime;
GRANT INSERT ON webhooks.attempts (first_bytes) TO ledge_runtime;

CREATE TABLE webhooks.attempts_default (
  delivery_id uuid NOT NULL,
  number integer NOT NULL,
  status integer,
  failure text,
  duration_ms integer NOT NULL,
  first_bytes text NOT NULL,
  attempted_at timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
  CONSTRAINT attempts_default_pkey PRIMARY KEY (delivery_id, number)
);
ALTER TABLE webhooks.attempts ATTACH PARTITION webhooks.attempts_default DEFAULT;

CREATE TABLE webhooks.deliveries (
  id uuid DEFAULT uuidv7() NOT NULL,
  endpoint_id uuid NOT NULL,
  "position" bigint NOT NULL,
  event_id uuid NOT NULL,
  event_type text NOT NULL,
  status text DEFAULT 'pending'::text NOT NULL,
  attempt_count integer DEFAULT 0 NOT NULL,
  failed_attempts integer DEFAULT 0 NOT NULL,
  failing_since timestamp with time zone,
  next_attempt_at timestamp with time zone,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT deliveries_pkey PRIMARY KEY (id, status),
  CONSTRAINT deliveries_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'delivered'::text, 'dead'::text])))
) PARTITION BY LIST (status);
CREATE INDEX deliveries_by_endpoint ON ONLY webhooks.deliveries USING btree (endpoint_id, id);
CREATE INDEX deliveries_by_event ON ONLY webhooks.deliveries USING brin (event_id) WITH (autosummarize='true');
GRANT SELECT ON webhooks.deliveries TO ledge_runtime;
GRANT INSERT ON webhooks.deliveries (endpoint_id) TO ledge_runtime;
GRANT INSERT ON webhooks.deliveries ("position") TO ledge_runtime;
GRANT INSERT ON webhooks.deliveries (event_id) TO ledge_runtime;
GRANT INSERT ON webhooks.deliveries (event_type) TO ledge_runtime;
GRANT UPDATE ON webhooks.deliveries (status) TO ledge_runtime;
GRANT UPDATE ON webhooks.deliveries (attempt_count) TO ledge_runtime;
GRANT UPDATE ON webhooks.deliveries (failed_attempts) TO ledge_runtime;
GRANT UPDATE ON webhooks.deliveries (failing_since) TO ledge_runtime;
GRANT UPDATE ON webhooks.deliveries (next_attempt_at) TO ledge_runtime;

CREATE TABLE webhooks.deliveries_ended (
  id uuid DEFAULT uuidv7() NOT NULL,
  endpoint_id uuid NOT NULL,
  "position" bigint NOT NULL,
  event_id uuid NOT NULL,
  event_type text NOT NULL,
  status text DEFAULT 'pending'::text NOT NULL,
  attempt_count integer DEFAULT 0 NOT NULL,
  failed_attempts integer DEFAULT 0 NOT NULL,
  failing_since timestamp with time zone,
  next_attempt_at timestamp with time zone,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT deliveries_ended_pkey PRIMARY KEY (id, status),
  CONSTRAINT deliveries_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'delivered'::text, 'dead'::text])))
) PARTITION BY RANGE (id);
ALTER TABLE webhooks.deliveries ATTACH PARTITION webhooks.deliveries_ended FOR VALUES IN ('delivered', 'dead');
CREATE INDEX deliveries_dead ON ONLY webhooks.deliveries_ended USING btree (endpoint_id, id) WHERE (status = 'dead'::text);
CREATE INDEX deliveries_ended_endpoint_id_id_idx ON ONLY webhooks.deliveries_ended USING btree (endpoint_id, id);
CREATE INDEX deliveries_ended_event_id_idx ON ONLY webhooks.deliveries_ended USING brin (event_id) WITH (autosummarize='true');

CREATE TABLE webhooks.deliveries_ended_default (
  id uuid DEFAULT uuidv7() NOT NULL,
  endpoint_id uuid NOT NULL,
  "position" bigint NOT NULL,
  event_id uuid NOT NULL,
  event_type text NOT NULL,
  status text DEFAULT 'pending'::text NOT NULL,
  attempt_count integer DEFAULT 0 NOT NULL,
  failed_attempts integer DEFAULT 0 NOT NULL,
  failing_since timestamp with time zone,
  next_attempt_at timestamp with time zone,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT deliveries_ended_default_pkey PRIMARY KEY (id, status),
  CONSTRAINT deliveries_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'delivered'::text, 'dead'::text])))
);
ALTER TABLE webhooks.deliveries_ended ATTACH PARTITION webhooks.deliveries_ended_default DEFAULT;
CREATE INDEX deliveries_ended_default_endpoint_id_id_idx ON webhooks.deliveries_ended_default USING btree (endpoint_id, id);
CREATE INDEX deliveries_ended_default_endpoint_id_id_idx1 ON webhooks.deliveries_ended_default USING btree (endpoint_id, id) WHERE (status = 'dead'::text);
CREATE INDEX deliveries_ended_default_event_id_idx ON webhooks.deliveries_ended_default USING brin (event_id) WITH (autosummarize='true');

CREATE TABLE webhooks.deliveries_pending (
  id uuid DEFAULT uuidv7() NOT NULL,
  endpoint_id uuid NOT NULL,
  "position" bigint NOT NULL,
  event_id uuid NOT NULL,
  event_type text NOT NULL,
  status text DEFAULT 'pending'::text NOT NULL,
  attempt_count integer DEFAULT 0 NOT NULL,
  failed_attempts integer DEFAULT 0 NOT NULL,
  failing_since timestamp with time zone,
  next_attempt_at timestamp with time zone,
  created_at timestamp with time zone DEFAULT now() NOT NULL,
  CONSTRAINT deliveries_pending_pkey PRIMARY KEY (id, status),
  CONSTRAINT deliveries_status_check CHECK ((status = ANY (ARRAY['pending'::text, 'delivered'::text, 'dead'::text])))
);
ALTER TABLE webhooks.deliveries ATTACH PARTITION webhooks.deliveries_pending FOR VALUES IN ('pending');
CREATE INDEX deliveries_pending_endpoint_id_id_idx ON webhooks.deliveries_pending USING btree (endpoint_id, id);
CREATE INDEX deliveries_pending_event_id_idx ON webhooks.deliveries_pending USING brin (event_id) WITH (autosummarize='true');
CREATE UNIQUE INDEX deliveries_pending_once ON webhooks.deliveries_pending USING btree (endpoint_id, "position");

CREATE TABLE webhooks.endpoints (
  id uuid NOT NULL,
  url text NOT NULL,
  events text[] NOT NULL,
  description text,
  signature text NOT NULL,
  disabled_reason text,
  secret_version integer DEFAULT 1 NOT NULL,
  previous_secrets_until timestamp with time zone[] DEFAULT '{}'::timestamp with time zone[] NOT NULL,
  secret_keys text[] NOT NULL,
  after_position bigint,
  begins_at_version bigint DEFAULT 1 NOT NULL,
  queued_through bigint,
  version bigint DEFAULT 1 NOT NULL,
  created_at timestamp with time zone NOT NULL,
  updated_at timestamp with time zone NOT NULL,
  deleted_at timestamp with time zone,
  CONSTRAINT endpoints_pkey PRIMARY KEY (id),
  CONSTRAINT endpoints_check CHECK ((cardinality(previous_secrets_until) < secret_version)),
  CONSTRAINT endpoints_check1 CHECK (((cardinality(secret_keys) = (cardinality(previous_secrets_until) + 1)) AND (array_position(secret_keys, NULL::text) IS NULL))),
  CONSTRAINT endpoints_check2 CHECK (((begins_at_version >= 1) AND (begins_at_version <= version))),
  CONSTRAINT endpoints_check3 CHECK (((disabled_reason IS NULL) OR (queued_through IS NOT NULL))),
  CONSTRAINT endpoints_disabled_reason_check CHECK ((disabled_reason = ANY (ARRAY['requested'::text, 'failing'::text, 'gone'::text]))),
  CONSTRAINT endpoints_secret_version_check CHECK ((secret_version > 0)),
  CONSTRAINT endpoints_signature_check CHECK ((signature = ANY (ARRAY['v1'::text, 'v1a'::text]))),
  CONSTRAINT endpoints_version_check CHECK ((version > 0))
);
CREATE INDEX endpoints_there ON webhooks.endpoints USING btree (id) WHERE (deleted_at IS NULL);
GRANT INSERT, SELECT ON webhooks.endpoints TO ledge_runtime;
GRANT UPDATE ON webhooks.endpoints (url) TO ledge_runtime;
GRANT UPDATE ON webhooks.endpoints (events) TO ledge_runtime;
GRANT UPDATE ON webhooks.endpoints (description) TO ledge_runtime;
GRANT UPDATE ON webhooks.endpoints (disabled_reason) TO ledge_runtime;
GRANT UPDATE ON webhooks.endpoints (secret_version) TO ledge_runtime;
GRANT UPDATE ON webhooks.endpoints (previous_secrets_until) TO ledge_runtime;
GRANT UPDATE ON webhooks.endpoints (secret_keys) TO ledge_runtime;
GRANT UPDATE ON webhooks.endpoints (after_position) TO ledge_runtime;
GRANT UPDATE ON webhooks.endpoints (begins_at_version) TO ledge_runtime;
GRANT UPDATE ON webhooks.endpoints (queued_through) TO ledge_runtime;
GRANT UPDATE ON webhooks.endpoints (version) TO ledge_runtime;
GRANT UPDATE ON webhooks.endpoints (updated_at) TO ledge_runtime;
GRANT UPDATE ON webhooks.endpoints (deleted_at) TO ledge_runtime;

CREATE SEQUENCE audit.pending_seq_seq;

CREATE SEQUENCE ledger.clock_ms;
GRANT SELECT ON ledger.clock_ms TO ledge_runtime;

CREATE SEQUENCE outbox.pending_seq_seq;

CREATE SEQUENCE rotation.pending_seq_seq;

CREATE VIEW outbox.feed (
  "position" bigint,
  id uuid,
  type text,
  resource uuid,
  accounts uuid[],
  versions bigint[],
  actor uuid,
  request_id uuid,
  trace_id uuid,
  data json,
  occurred_at timestamp with time zone
);
GRANT SELECT ON outbox.feed TO ledge_runtime;

CREATE VIEW reporting.accounts (
  account_id text,
  account_uuid uuid,
  kind text,
  code text,
  customer_id text,
  name text,
  currency text,
  normal_side text,
  status text,
  customer_blocked boolean,
  overdraft_limit numeric,
  posted numeric,
  pending_in numeric,
  pending_out numeric,
  available numeric,
  posted_minor bigint,
  version bigint,
  opened_at timestamp with time zone,
  opened_on date
);
GRANT SELECT ON reporting.accounts TO ledge_analyst;

CREATE VIEW reporting.entries (
  account_id text,
  account_uuid uuid,
  version bigint,
  transaction_id text,
  transfer_id text,
  transaction_uuid uuid,
  direction text,
  amount numeric,
  signed_amount numeric,
  change numeric,
  balance_after numeric,
  amount_minor bigint,
  currency text,
  effective_at timestamp with time zone,
  recorded_at timestamp with time zone
);
GRANT SELECT ON reporting.entries TO ledge_analyst;

CREATE VIEW reporting.holds (
  hold_id text,
  hold_uuid uuid,
  source_account_id text,
  source_account_uuid uuid,
  destination_account_id text,
  destination_account_uuid uuid,
  amount numeric,
  captured numeric,
  remaining numeric,
  amount_minor bigint,
  currency text,
  status text,
  description text,
  external_id text,
  metadata jsonb,
  expires_at timestamp with time zone,
  placed_at timestamp with time zone,
  resolved_at timestamp with time zone
);
GRANT SELECT ON reporting.holds TO ledge_analyst;

CREATE VIEW reporting.transactions (
  transaction_id text,
  transaction_uuid uuid,
  description text,
  external_id text,
  metadata jsonb,
  effective_at timestamp with time zone,
  recorded_at timestamp with time zone
);
GRANT SELECT ON reporting.transactions TO ledge_analyst;

CREATE VIEW reporting.transfers (
  transfer_id text,
  transfer_uuid uuid,
  source_account_id text,
  source_account_uuid uuid,
  destination_account_id text,
  destination_account_uuid uuid,
  amount numeric,
  amount_minor bigint,
  currency text,
  description text,
  external_id text,
  metadata jsonb,
  reversal_of text,
  hold_id text,
  effective_at timestamp with time zone,
  recorded_at timestamp with time zone
);
GRANT SELECT ON reporting.transfers TO ledge_analyst;

CREATE VIEW reporting.trial_balance (
  account_id text,
  account_uuid uuid,
  kind text,
  code text,
  name text,
  currency text,
  debit numeric,
  credit numeric
);
GRANT SELECT ON reporting.trial_balance TO ledge_analyst;

CREATE FUNCTION accounts.find_accounts(account_ids uuid[], owners uuid[]) RETURNS json
  LANGUAGE sql SET search_path=pg_catalog, pg_temp SET enable_seqscan=off SET enable_hashjoin=off SET enable_mergejoin=off;
GRANT EXECUTE ON FUNCTION accounts.find_accounts(uuid[],uuid[]) TO ledge_runtime;

CREATE FUNCTION audit.append_acts() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION audit.append_keys() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION audit.append_refused(writes json) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION audit.append_refused(json) TO ledge_runtime;

CREATE FUNCTION audit.sequence(most integer) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path=pg_catalog, pg_temp SET enable_seqscan=off SET enable_hashjoin=off SET enable_mergejoin=off;
GRANT EXECUTE ON FUNCTION audit.sequence(integer) TO ledge_runtime;

CREATE FUNCTION idempotency.refusal_of(of_principal uuid, of_key text, at timestamp with time zone) RETURNS SETOF idempotency.refusals
  LANGUAGE plpgsql STABLE SET search_path=pg_catalog, pg_temp SET plan_cache_mode=force_custom_plan;

CREATE FUNCTION ledger.account_transfers(account uuid, starts_at timestamp with time zone, ends_at timestamp with time zone, before uuid, most integer) RETURNS SETOF uuid
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path=pg_catalog, pg_temp SET enable_seqscan=off SET enable_hashjoin=off SET enable_mergejoin=off;
GRANT EXECUTE ON FUNCTION ledger.account_transfers(uuid,timestamp with time zone,timestamp with time zone,uuid,integer) TO ledge_acting;
GRANT EXECUTE ON FUNCTION ledger.account_transfers(uuid,timestamp with time zone,timestamp with time zone,uuid,integer) TO ledge_runtime;

CREATE FUNCTION ledger.as_of() RETURNS timestamp with time zone
  LANGUAGE sql SECURITY DEFINER SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION ledger.as_of() TO ledge_acting;
GRANT EXECUTE ON FUNCTION ledger.as_of() TO ledge_runtime;

CREATE FUNCTION ledger.balance_at(account uuid, at timestamp with time zone, effective boolean) RETURNS ledger.balance
  LANGUAGE plpgsql SECURITY DEFINER SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION ledger.balance_at(uuid,timestamp with time zone,boolean) TO ledge_acting;
GRANT EXECUTE ON FUNCTION ledger.balance_at(uuid,timestamp with time zone,boolean) TO ledge_runtime;

CREATE FUNCTION ledger.change_status(account_id uuid, new_status text) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION ledger.change_status(uuid,text) TO ledge_runtime;

CREATE FUNCTION ledger.clock() RETURNS timestamp with time zone
  LANGUAGE plpgsql SECURITY DEFINER SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION ledger.clock() TO ledge_runtime;

CREATE FUNCTION ledger.dated_id(prefix text, ordinal integer, seed uuid) RETURNS uuid
  LANGUAGE sql IMMUTABLE;

CREATE FUNCTION ledger.dry_run_time() RETURNS timestamp with time zone
  LANGUAGE plpgsql SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION ledger.facts(x ledger.transactions, entries ledger.entries[]) RETURNS json
  LANGUAGE sql STABLE SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION ledger.figures(a ledger.accounts) RETURNS json
  LANGUAGE sql STABLE;

CREATE FUNCTION ledger.final(at timestamp with time zone) RETURNS timestamp with time zone
  LANGUAGE plpgsql SECURITY DEFINER SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION ledger.final(timestamp with time zone) TO ledge_acting;
GRANT EXECUTE ON FUNCTION ledger.final(timestamp with time zone) TO ledge_runtime;

CREATE FUNCTION ledger.find_balances(account_ids uuid[], owners uuid[]) RETURNS json
  LANGUAGE sql SET search_path=pg_catalog, pg_temp SET enable_seqscan=off SET enable_hashjoin=off SET enable_mergejoin=off;
GRANT EXECUTE ON FUNCTION ledger.find_balances(uuid[],uuid[]) TO ledge_runtime;

CREATE FUNCTION ledger.held_of(a ledger.accounts, place tid) RETURNS ledger.held
  LANGUAGE sql IMMUTABLE;

CREATE FUNCTION ledger.id_prefix(recorded_at timestamp with time zone) RETURNS text
  LANGUAGE sql IMMUTABLE;

CREATE FUNCTION ledger.keep_backdatings(account_ids uuid[], versions bigint[], instants timestamp with time zone[]) RETURNS void
  LANGUAGE sql SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION ledger.legs_of(entries ledger.entries[]) RETURNS json
  LANGUAGE sql STABLE SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION ledger.legs_of(ledger.entries[]) TO ledge_runtime;

CREATE FUNCTION ledger.legs_of(x ledger.transactions) RETURNS json
  LANGUAGE sql STABLE SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION ledger.legs_of(ledger.transactions) TO ledge_runtime;

CREATE FUNCTION ledger.lock_accounts(account_ids uuid[]) RETURNS ledger.held[]
  LANGUAGE sql SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION ledger.passed(at timestamp with time zone) RETURNS timestamp with time zone
  LANGUAGE plpgsql SECURITY DEFINER SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION ledger.places(accounts uuid[], ids uuid[]) RETURNS integer[]
  LANGUAGE plpgsql SET search_path=pg_catalog, pg_temp SET enable_hashjoin=on SET enable_nestloop=off SET enable_mergejoin=off SET plan_cache_mode=force_generic_plan;

CREATE FUNCTION ledger.post(postings ledger.posting[], posted_at timestamp with time zone, held ledger.held[], dry boolean) RETURNS ledger.posting_outcome[]
  LANGUAGE plpgsql SET search_path=pg_catalog, pg_temp SET plan_cache_mode=force_generic_plan SET enable_seqscan=off SET enable_hashjoin=off SET enable_mergejoin=off;

CREATE FUNCTION ledger.post_transaction(seed uuid, legs jsonb, description text, external_id text, metadata jsonb, effective_at timestamp with time zone, posted_at timestamp with time zone, ordinal integer, dry boolean) RETURNS ledger.transaction_outcome
  LANGUAGE plpgsql SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION ledger.read_accounts(account_ids uuid[]) RETURNS ledger.held[]
  LANGUAGE sql STABLE SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION ledger.set_overdraft_limit(account_id uuid, wanted bigint) RETURNS text
  LANGUAGE plpgsql SECURITY DEFINER SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION ledger.set_overdraft_limit(uuid,bigint) TO ledge_runtime;

CREATE FUNCTION ledger.set_owner_blocked(owner uuid, wanted boolean) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION ledger.set_owner_blocked(uuid,boolean) TO ledge_runtime;

CREATE FUNCTION ledger.shows(owner uuid) RETURNS boolean
  LANGUAGE sql STABLE;

CREATE FUNCTION ledger.statement_bounds(account uuid, opened_at timestamp with time zone, period_start timestamp with time zone, period_end timestamp with time zone, effective boolean) RETURNS ledger.statement_bounds
  LANGUAGE plpgsql SECURITY DEFINER SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION ledger.statement_bounds(uuid,timestamp with time zone,timestamp with time zone,timestamp with time zone,boolean) TO ledge_acting;
GRANT EXECUTE ON FUNCTION ledger.statement_bounds(uuid,timestamp with time zone,timestamp with time zone,timestamp with time zone,boolean) TO ledge_runtime;

CREATE FUNCTION ledger.take_time() RETURNS timestamp with time zone
  LANGUAGE plpgsql SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION ledger.trial_balance(at timestamp with time zone) RETURNS TABLE(currency text, house_debits numeric, house_credits numeric, customer_debits numeric, customer_credits numeric)
  LANGUAGE sql STABLE SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION ledger.trial_balance(timestamp with time zone) TO ledge_runtime;

CREATE FUNCTION ledger.version_at(account uuid, newest bigint, at timestamp with time zone) RETURNS bigint
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION ledger.version_at(uuid,bigint,timestamp with time zone) TO ledge_acting;
GRANT EXECUTE ON FUNCTION ledger.version_at(uuid,bigint,timestamp with time zone) TO ledge_runtime;

CREATE FUNCTION ledger.wall_clock() RETURNS timestamp with time zone
  LANGUAGE sql;

CREATE FUNCTION outbox.account_positions(account uuid, after bigint, most integer) RETURNS SETOF bigint
  LANGUAGE plpgsql STABLE SET search_path=pg_catalog, pg_temp SET enable_seqscan=off SET enable_hashjoin=off SET enable_mergejoin=off;
GRANT EXECUTE ON FUNCTION outbox.account_positions(uuid,bigint,integer) TO ledge_runtime;

CREATE FUNCTION outbox.mark_sent(through bigint) RETURNS void
  LANGUAGE sql SECURITY DEFINER SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION outbox.mark_sent(bigint) TO ledge_runtime;

CREATE FUNCTION outbox.positions_before(at timestamp with time zone) RETURNS bigint
  LANGUAGE plpgsql STABLE SET search_path=pg_catalog, pg_temp SET enable_seqscan=off SET enable_hashjoin=off SET enable_mergejoin=off;
GRANT EXECUTE ON FUNCTION outbox.positions_before(timestamp with time zone) TO ledge_runtime;

CREATE FUNCTION outbox.sequence(most integer) RETURNS integer
  LANGUAGE plpgsql SECURITY DEFINER SET search_path=pg_catalog, pg_temp SET enable_seqscan=off SET enable_hashjoin=off SET enable_mergejoin=off;
GRANT EXECUTE ON FUNCTION outbox.sequence(integer) TO ledge_runtime;

CREATE FUNCTION payments.accounts_of(batch payments.command[]) RETURNS uuid[]
  LANGUAGE plpgsql STABLE SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION payments.answers(booked payments.transfer_request[], outcomes ledger.posting_outcome[], repeated payments.transfer_request[] DEFAULT '{}'::payments.transfer_request[]) RETURNS json
  LANGUAGE plpgsql SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION payments.book(batch payments.transfer_request[], booked_at timestamp with time zone, held ledger.held[], dry boolean) RETURNS ledger.posting_outcome[]
  LANGUAGE plpgsql SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION payments.capture_hold(item payments.command, hold payments.holds, judged_at timestamp with time zone) RETURNS payments.judged
  LANGUAGE plpgsql SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION payments.counts_from(customer uuid, backdating_days integer, recorded_at timestamp with time zone) RETURNS timestamp with time zone
  LANGUAGE sql STABLE;

CREATE FUNCTION payments.dry_run_command(request json) RETURNS json
  LANGUAGE plpgsql SECURITY DEFINER SET search_path=pg_catalog, pg_temp SET plan_cache_mode=force_generic_plan SET enable_seqscan=off SET enable_hashjoin=off SET enable_mergejoin=off;
GRANT EXECUTE ON FUNCTION payments.dry_run_command(json) TO ledge_runtime;

CREATE FUNCTION payments.dry_run_transfers(requests json, atomic boolean) RETURNS json
  LANGUAGE plpgsql SECURITY DEFINER SET search_path=pg_catalog, pg_temp SET plan_cache_mode=force_generic_plan SET enable_seqscan=off SET enable_hashjoin=off SET enable_mergejoin=off;
GRANT EXECUTE ON FUNCTION payments.dry_run_transfers(json,boolean) TO ledge_runtime;

CREATE FUNCTION payments.emit(drafts outbox.pending[]) RETURNS void
  LANGUAGE sql SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION payments.expire_holds(most integer) RETURNS timestamp with time zone
  LANGUAGE plpgsql SECURITY DEFINER SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION payments.expire_holds(integer) TO ledge_runtime;

CREATE FUNCTION payments.expired_until() RETURNS timestamp with time zone
  LANGUAGE plpgsql SECURITY DEFINER SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION payments.expired_until() TO ledge_acting;
GRANT EXECUTE ON FUNCTION payments.expired_until() TO ledge_runtime;

CREATE FUNCTION payments.facts(t ledger.transfers) RETURNS json
  LANGUAGE sql STABLE;
GRANT EXECUTE ON FUNCTION payments.facts(ledger.transfers) TO ledge_runtime;

CREATE FUNCTION payments.facts(h payments.holds) RETURNS json
  LANGUAGE sql STABLE;
GRANT EXECUTE ON FUNCTION payments.facts(payments.holds) TO ledge_runtime;

CREATE FUNCTION payments.find_holds(hold_ids uuid[], owners uuid[]) RETURNS json
  LANGUAGE plpgsql SET search_path=pg_catalog, pg_temp SET enable_seqscan=off SET enable_hashjoin=off SET enable_mergejoin=off;
GRANT EXECUTE ON FUNCTION payments.find_holds(uuid[],uuid[]) TO ledge_runtime;

CREATE FUNCTION payments.find_transfers(transfer_ids uuid[], owners uuid[]) RETURNS json
  LANGUAGE sql SET search_path=pg_catalog, pg_temp SET enable_seqscan=off SET enable_hashjoin=off SET enable_mergejoin=off;
GRANT EXECUTE ON FUNCTION payments.find_transfers(uuid[],uuid[]) TO ledge_runtime;

CREATE FUNCTION payments.first_refusal(outcomes ledger.posting_outcome[]) RETURNS json
  LANGUAGE sql IMMUTABLE SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION payments.hold_tag(h payments.holds, judged_at timestamp with time zone) RETURNS text
  LANGUAGE sql IMMUTABLE SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION payments.is_unmet(item payments.command, tag text) RETURNS boolean
  LANGUAGE sql IMMUTABLE SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION payments.judge(item payments.command, judged_at timestamp with time zone) RETURNS payments.judged
  LANGUAGE plpgsql SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION payments.party_of(source uuid, destination uuid, owner uuid) RETURNS TABLE(is_payer boolean, is_payee boolean)
  LANGUAGE sql STABLE;
GRANT EXECUTE ON FUNCTION payments.party_of(uuid,uuid,uuid) TO ledge_runtime;

CREATE FUNCTION payments.payer_names(payee uuid, transfer_ids uuid[]) RETURNS TABLE(transfer uuid, name text)
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path=pg_catalog, pg_temp SET enable_seqscan=off SET enable_hashjoin=off SET enable_mergejoin=off;
GRANT EXECUTE ON FUNCTION payments.payer_names(uuid,uuid[]) TO ledge_acting;
GRANT EXECUTE ON FUNCTION payments.payer_names(uuid,uuid[]) TO ledge_runtime;

CREATE FUNCTION payments.place_hold(item payments.command, placed_at timestamp with time zone) RETURNS payments.judged
  LANGUAGE plpgsql SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION payments.post_batch(requests json, atomic boolean) RETURNS json
  LANGUAGE plpgsql SECURITY DEFINER SET search_path=pg_catalog, pg_temp SET plan_cache_mode=force_generic_plan SET enable_seqscan=off SET enable_hashjoin=off SET enable_mergejoin=off;
GRANT EXECUTE ON FUNCTION payments.post_batch(json,boolean) TO ledge_runtime;

CREATE FUNCTION payments.post_transfers(requests json) RETURNS json
  LANGUAGE plpgsql SECURITY DEFINER SET search_path=pg_catalog, pg_temp SET plan_cache_mode=force_generic_plan SET enable_seqscan=off SET enable_hashjoin=off SET enable_mergejoin=off;
GRANT EXECUTE ON FUNCTION payments.post_transfers(json) TO ledge_runtime;

CREATE FUNCTION payments.refused(item payments.command, refusal text) RETURNS payments.command_answer
  LANGUAGE sql SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION payments.release_hold(item payments.command, hold payments.holds, judged_at timestamp with time zone) RETURNS payments.judged
  LANGUAGE plpgsql SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION payments.repeated(item payments.command, known idempotency.keys) RETURNS payments.command_answer
  LANGUAGE plpgsql SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION payments.reverse_transfer(item payments.command, original ledger.transfers, posted_at timestamp with time zone) RETURNS payments.judged
  LANGUAGE plpgsql SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION payments.run_commands(requests json) RETURNS json
  LANGUAGE plpgsql SECURITY DEFINER SET search_path=pg_catalog, pg_temp SET plan_cache_mode=force_generic_plan SET enable_seqscan=off SET enable_hashjoin=off SET enable_mergejoin=off;
GRANT EXECUTE ON FUNCTION payments.run_commands(json) TO ledge_runtime;

CREATE FUNCTION payments.run_round(items payments.command[], judged_at timestamp with time zone, held ledger.held[], dry boolean) RETURNS payments.command_answer[]
  LANGUAGE plpgsql SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION payments.run_transaction(item payments.command, posted_at timestamp with time zone, dry boolean) RETURNS payments.command_answer
  LANGUAGE plpgsql SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION payments.sweep_holds(most integer) RETURNS TABLE(expired integer, next_expiry timestamp with time zone)
  LANGUAGE plpgsql SECURITY DEFINER SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION payments.sweep_holds(integer) TO ledge_runtime;

CREATE FUNCTION payments.together(batch payments.command[], first integer) RETURNS integer
  LANGUAGE plpgsql SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION payments.transfer_of(posting ledger.posting, posted ledger.posting_outcome) RETURNS ledger.transfers
  LANGUAGE plpgsql IMMUTABLE SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION reporting.minor_unit(currency text) RETURNS numeric
  LANGUAGE sql IMMUTABLE;
GRANT EXECUTE ON FUNCTION reporting.minor_unit(text) TO ledge_analyst;

CREATE FUNCTION reporting.trial_balance_at(at timestamp with time zone) RETURNS TABLE(account_id text, account_uuid uuid, kind text, code text, name text, currency text, debit numeric, credit numeric)
  LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION reporting.trial_balance_at(timestamp with time zone) TO ledge_analyst;

CREATE FUNCTION reporting.typeid_of(prefix text, id uuid) RETURNS text
  LANGUAGE plpgsql IMMUTABLE STRICT SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION reporting.typeid_of(text,uuid) TO ledge_analyst;

CREATE FUNCTION reporting.uuid_of(typeid text) RETURNS uuid
  LANGUAGE plpgsql IMMUTABLE STRICT SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION reporting.uuid_of(text) TO ledge_analyst;

CREATE FUNCTION retention.apply(at timestamp with time zone, refusals_days integer, deliveries_days integer) RETURNS retention.step
  LANGUAGE plpgsql SECURITY DEFINER SET search_path=pg_catalog, pg_temp SET TimeZone=UTC SET lock_timeout=100ms;
GRANT EXECUTE ON FUNCTION retention.apply(timestamp with time zone,integer,integer) TO ledge_retention;

CREATE FUNCTION retention.drop_partition(relations text[], month timestamp with time zone) RETURNS boolean
  LANGUAGE plpgsql SET search_path=pg_catalog, pg_temp SET TimeZone=UTC;

CREATE FUNCTION retention.first_id(at timestamp with time zone) RETURNS uuid
  LANGUAGE sql IMMUTABLE SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION retention.make_partition(relation text, month timestamp with time zone) RETURNS void
  LANGUAGE plpgsql SET search_path=pg_catalog, pg_temp SET TimeZone=UTC;

CREATE FUNCTION retention.months_of(relation text) RETURNS SETOF timestamp with time zone
  LANGUAGE sql STABLE SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION retention.partition_of(relation text, month timestamp with time zone) RETURNS text
  LANGUAGE sql STABLE SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION retention.pending_in(month timestamp with time zone) RETURNS bigint
  LANGUAGE sql STABLE SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION retention.plan(at timestamp with time zone, refusals_days integer, deliveries_days integer) RETURNS SETOF retention.step
  LANGUAGE plpgsql SECURITY DEFINER SET search_path=pg_catalog, pg_temp SET TimeZone=UTC;
GRANT EXECUTE ON FUNCTION retention.plan(timestamp with time zone,integer,integer) TO ledge_retention;

CREATE FUNCTION retention.take_step(IN at timestamp with time zone, IN refusals_days integer, IN deliveries_days integer, OUT action text, OUT relations text[], OUT month timestamp with time zone, OUT reason text) RETURNS 
  LANGUAGE plpgsql;
GRANT EXECUTE ON FUNCTION retention.take_step(timestamp with time zone,integer,integer) TO ledge_retention;

CREATE FUNCTION rotation.announce(login text) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION rotation.announce(text) TO ledge_rotator;

CREATE FUNCTION rotation.change(login text, password text, may_log_in boolean, valid_until timestamp with time zone, what text) RETURNS void
  LANGUAGE plpgsql SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION rotation.end_sessions(login text) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path=pg_catalog, pg_temp;
GRANT EXECUTE ON FUNCTION rotation.end_sessions(text) TO ledge_rotator;

CREATE FUNCTION rotation.note(login text, what text, valid_until timestamp with time zone) RETURNS void
  LANGUAGE sql SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION rotation.open_migrator(password text, minutes integer) RETURNS timestamp with time zone
  LANGUAGE plpgsql SECURITY DEFINER SET search_path=pg_catalog, pg_temp SET TimeZone=UTC SET DateStyle=ISO, YMD SET password_encryption=scram-sha-256 SET scram_iterations=4096;
GRANT EXECUTE ON FUNCTION rotation.open_migrator(text,integer) TO ledge_rotator;

CREATE FUNCTION rotation.revoke(login text) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path=pg_catalog, pg_temp SET TimeZone=UTC SET DateStyle=ISO, YMD SET password_encryption=scram-sha-256 SET scram_iterations=4096;
GRANT EXECUTE ON FUNCTION rotation.revoke(text) TO ledge_rotator;

CREATE FUNCTION rotation.sessions(login text) RETURNS bigint
  LANGUAGE plpgsql SET search_path=pg_catalog, pg_temp;

CREATE FUNCTION rotation.set_password(login text, password text) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path=pg_catalog, pg_temp SET TimeZone=UTC SET DateStyle=ISO, YMD SET password_encryption=scram-sha-256 SET scram_iterations=4096;
GRANT EXECUTE ON FUNCTION rotation.set_password(text,text) TO ledge_rotator;
