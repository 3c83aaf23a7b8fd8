-- Holds, and the types of the functions that post transfers and holds. The transfers are the ledger's.
CREATE TABLE payments.holds (
  id uuid PRIMARY KEY,
  source_account uuid NOT NULL,
  destination_account uuid NOT NULL,
  amount bigint NOT NULL CHECK (amount > 0),
  captured bigint NOT NULL DEFAULT 0 CHECK (captured BETWEEN 0 AND amount),
  currency text NOT NULL,
  -- An 'open' hold past expires_at is expired already: it cannot be captured, and the sweep is about to release its pending amounts.
  status text NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'captured', 'released', 'expired')),
  description text,
  external_id text,
  metadata jsonb NOT NULL,
  expires_at timestamptz CHECK (expires_at >= '1900-01-01 00:00:00+00' AND expires_at < '2200-01-01 00:00:00+00'),
  recorded_at timestamptz NOT NULL,
  resolved_at timestamptz CHECK ((status = 'open') = (resolved_at IS NULL))
);
CREATE INDEX holds_by_source ON payments.holds (source_account, id);
CREATE INDEX holds_by_destination ON payments.holds (destination_account, id);
-- As that of ledger.transfers.
CREATE INDEX holds_by_external_id ON payments.holds (external_id, source_account, id) WHERE external_id IS NOT NULL;
-- For the sweep: only holds that are still to expire.
CREATE INDEX holds_to_expire ON payments.holds (expires_at) WHERE status = 'open' AND expires_at IS NOT NULL;
GRANT SELECT ON payments.holds TO ledge_runtime;
ALTER TABLE payments.holds ENABLE ROW LEVEL SECURITY;
CREATE POLICY runtime ON payments.holds TO ledge_runtime USING (TRUE);
CREATE POLICY acting ON payments.holds
FOR SELECT
TO ledge_acting
USING (source_account IN (SELECT a.id FROM ledger.accounts AS a) OR destination_account IN (SELECT a.id FROM ledger.accounts AS a));
GRANT SELECT ON payments.holds TO ledge_acting;

CREATE TYPE payments.transfer_request AS (
  ordinal integer,
  principal uuid,
  key text,
  fingerprint bytea,
  request_id uuid,
  seed uuid, -- its random bits become those of the transfer's id
  acting_customer uuid,
  source_account uuid,
  destination_account uuid,
  amount numeric,
  currency text,
  description text,
  external_id text,
  metadata jsonb,
  effective_at timestamptz,
  trace_id uuid,
  backdating_days integer, -- as in payments.counts_from
  external_id_unique boolean -- whether nothing else of the principal and kind may have been posted so with the external id; NULL: it may
);

-- One item of payments.run_commands. What an operation does not have is NULL.
CREATE TYPE payments.command AS (
  ordinal integer,
  operation text, -- operationId of the API
  principal uuid,
  key text,
  fingerprint bytea,
  request_id uuid,
  trace_id uuid,
  seed uuid, -- its random bits become those of a transfer's id; a hold's id
  acting_customer uuid,
  if_match text[], -- the request's conditions: entity tags, or '*'
  if_none_match text[],
  target uuid, -- the hold, or the transfer that is reversed
  source_account uuid,
  destination_account uuid,
  amount numeric,
  currency text,
  description text,
  external_id text,
  metadata jsonb,
  expires_at timestamptz,
  effective_at timestamptz,
  is_final boolean,
  legs jsonb, -- of a transaction: an array of ledger.leg
  backdating_days integer, -- as in payments.counts_from
  external_id_unique boolean, -- as in payments.transfer_request
  place integer, -- its place in the set, from 1: given by payments.run_commands, as is the next
  claim integer -- as in ledger.posting
);

-- What a command is, before the ledger has judged it.
CREATE TYPE payments.judged AS (
  refusal text, -- NULL: the ledger is asked for the posting, and may refuse it
  is_payer boolean, -- the caller may see the debited account
  hold payments.holds, -- after it; NULL: it changes none
  posting ledger.posting
);

CREATE TYPE payments.command_answer AS (ordinal integer, recorded boolean, replayed boolean, reused boolean, outcome json);
