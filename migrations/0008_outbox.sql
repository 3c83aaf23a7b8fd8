-- The outbox (laws 18, 19, 21): what happened, appended in the commit that made it happen, and given its place in the feed afterwards.
--
-- A place cannot be given at the append: who draws number 7 may commit after who drew 8, and a reader that has gone past 8 would never
-- see 7. So an event waits in `pending`, and outbox.sequence moves what it can see into the feed, under the next positions. A position that
-- can be read is final and has no gap below it; a late committer gets a later position, and holds up nobody meanwhile.
-- Per account the feed follows the versions: `seq` is drawn under the account's lock, and of two events of one account the later one
-- can only be seen when the earlier one can.

-- Who caused an event, by which request; NULL: nobody's request, such as a hold that expired.
CREATE TYPE outbox.origin AS (
  actor uuid, -- the principal: what its idempotency keys belong to
  request_id text,
  trace_id text -- W3C Trace Context, section 3.2.2.3: 32 hex digits
);

CREATE TABLE outbox.pending (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id uuid NOT NULL DEFAULT uuidv7(),
  type text NOT NULL,
  resource uuid NOT NULL,
  -- The accounts that it touches, and the version of each after it.
  accounts uuid[] NOT NULL DEFAULT '{}',
  versions bigint[] NOT NULL DEFAULT '{}' CHECK (cardinality(versions) = cardinality(accounts)),
  -- The principal who caused it; NULL: the platform itself. Whatever a request causes has one.
  actor uuid CHECK (actor IS NOT NULL OR request_id IS NULL),
  request_id text,
  trace_id text,
  -- The resource as it was left, as the API shows it; of a hold: its row's facts, which the core shows as the API does. NULL, of a posted
  -- transfer: its facts are in the journal, where a transfer's row never changes (law 6).
  -- json, not jsonb: read by the core alone, and as it was written.
  data json CHECK (data IS NOT NULL OR type = 'transfer.posted'),
  occurred_at timestamptz NOT NULL
);
-- The core's commands append with their key. Nothing of it can be changed, and only outbox.sequence takes it away.
GRANT SELECT, INSERT (type, resource, accounts, versions, actor, request_id, trace_id, data, occurred_at)
ON outbox.pending
TO ledge_runtime;

-- The feed: append-only, positions 1..n without a gap.
CREATE TABLE outbox.events (
  position bigint PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  type text NOT NULL,
  resource uuid NOT NULL,
  accounts uuid[] NOT NULL,
  versions bigint[] NOT NULL,
  actor uuid,
  request_id text,
  trace_id text,
  data json CHECK (data IS NOT NULL OR type = 'transfer.posted'),
  occurred_at timestamptz NOT NULL
);
CREATE TABLE outbox.account_events (
  account_id uuid NOT NULL,
  position bigint NOT NULL,
  PRIMARY KEY (account_id, position)
);
GRANT SELECT ON outbox.events, outbox.account_events TO ledge_runtime;

-- How far the feed goes, and how far it was handed to the queue. One row: its lock lets one sequencer in at a time.
CREATE TABLE outbox.head (
  singleton boolean PRIMARY KEY DEFAULT TRUE CHECK (singleton),
  position bigint NOT NULL DEFAULT 0,
  sent bigint NOT NULL DEFAULT 0 CHECK (sent BETWEEN 0 AND position)
);
INSERT INTO outbox.head DEFAULT VALUES;
GRANT SELECT ON outbox.head TO ledge_runtime;

-- The inbox (law 20). The feed has no gap and one order, so one number says exactly what a consumer has applied: it moves in the
-- transaction of what was applied. A message is only a reason to look; whether it comes five times, late or in another order is all one.
CREATE TABLE outbox.inboxes (
  consumer text PRIMARY KEY,
  position bigint NOT NULL DEFAULT 0,
  -- Messages that came again after a failure, for the operators.
  retries bigint NOT NULL DEFAULT 0,
  moved_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, UPDATE (position, retries, moved_at) ON outbox.inboxes TO ledge_runtime;

-- What could not be handed on: an event that the relay set aside ('relay'), or whose message a consumer gave back too often. The event
-- itself stays in the feed; `npm run redrive` has its message sent again.
CREATE TABLE outbox.dead_letters (
  stage text NOT NULL,
  position bigint NOT NULL,
  reason text NOT NULL,
  recorded_at timestamptz NOT NULL DEFAULT now(),
  redrive boolean NOT NULL DEFAULT FALSE, -- the relay is to send it again
  redriven_at timestamptz,
  PRIMARY KEY (stage, position)
);
CREATE INDEX dead_letters_open ON outbox.dead_letters (stage, position) WHERE redriven_at IS NULL;
GRANT SELECT, INSERT (stage, position, reason), UPDATE (reason, recorded_at, redrive, redriven_at) ON outbox.dead_letters TO ledge_runtime;
