-- The outbox (laws 18, 19, 21): events are appended in the commit of the change, and get their positions in the feed afterwards.
--
-- A position cannot be assigned at the append: the transaction that took number 7 may commit after the one that took 8, and a reader that has
-- passed 8 would never see 7. So an event waits in `pending`, and outbox.sequence moves the visible events into the feed, with the next positions.
-- A position that can be read is final and has no gap below it; a late committer gets a later position, and blocks no other event meanwhile.
-- Per account the feed follows the versions: `seq` is taken under the account's lock, and of two events of one account the later one is visible
-- only when the earlier one is.

CREATE TABLE outbox.pending (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id uuid NOT NULL DEFAULT uuidv7(),
  type text NOT NULL,
  resource uuid,
  -- Of 'transfer.posted', instead of all that follows: the transfers that one commit has posted, each of them an event, in their order.
  -- Not compressed: a list of random numbers becomes no shorter.
  transfers uuid[] STORAGE EXTERNAL CHECK (cardinality(transfers) > 0),
  -- The accounts that it concerns, and the version of each after it.
  accounts uuid[] NOT NULL DEFAULT '{}',
  versions bigint[] NOT NULL DEFAULT '{}' CHECK (cardinality(versions) = cardinality(accounts)),
  -- The principal that caused it; NULL: the platform itself. An event that a request caused has one.
  actor uuid CHECK (actor IS NOT NULL OR request_id IS NULL),
  request_id uuid,
  trace_id uuid, -- the 16 bytes of W3C Trace Context, section 3.2.2.3
  -- The resource as the change left it, in the API's form; for a hold, the columns of its row, of which core-service makes the API's form.
  -- json, not jsonb: only core-service reads it, exactly as it was written.
  data json,
  occurred_at timestamptz NOT NULL,
  CHECK (
    CASE type
      WHEN 'transfer.posted' THEN num_nulls(transfers, resource, data) = 2
      AND transfers IS NOT NULL
      ELSE num_nulls(transfers, resource, data) = 1
      AND transfers IS NULL
    END
  )
);
-- The core's commands append events together with their key's row. The runtime cannot change an event, and only outbox.sequence removes it.
GRANT SELECT, INSERT (type, resource, accounts, versions, actor, request_id, trace_id, data, occurred_at)
ON outbox.pending
TO ledge_runtime;

-- The feed: append-only, positions 1..n without a gap. The event of a posting has the posting's id, so that it can be found by its entries.
-- The event of a transfer is its position and its id: all else is in the transfer's row, which never changes (law 6). outbox.feed has all events
-- complete.
CREATE TABLE outbox.events (
  position bigint PRIMARY KEY,
  id uuid NOT NULL UNIQUE,
  type text, -- NULL, and so are all columns below: a posted transfer
  resource uuid,
  accounts uuid[],
  versions bigint[],
  actor uuid,
  request_id uuid,
  trace_id uuid,
  data json,
  occurred_at timestamptz,
  -- When it got its position: it never runs back along the positions, so that a range of time is one piece of the feed, to which nothing is added
  -- once the range has ended (decision 85).
  sequenced_at timestamptz NOT NULL,
  CHECK (num_nulls(type, resource, accounts, versions, data, occurred_at) IN (0, 6))
);
-- What a request has caused, for operators. Of events of transfers there is nothing in it, so they cost nothing.
CREATE INDEX events_by_request ON outbox.events (request_id) WHERE request_id IS NOT NULL;
-- The history of customers and accounts, which is exported by itself. What moves money is not in it.
CREATE INDEX events_by_subject ON outbox.events (split_part(type, '.', 1), position)
WHERE split_part(type, '.', 1) IN ('account', 'customer');
-- The events of an account that no entry of it leads to: all but those of postings.
CREATE TABLE outbox.account_events (
  account_id uuid NOT NULL,
  position bigint NOT NULL,
  PRIMARY KEY (account_id, position)
);
GRANT SELECT ON outbox.events, outbox.account_events TO ledge_runtime;

-- The last position of the feed, and the last one that was handed over to the queue. One row: its lock admits one sequencer at a time.
CREATE TABLE outbox.head (
  singleton boolean PRIMARY KEY DEFAULT TRUE CHECK (singleton),
  position bigint NOT NULL DEFAULT 0,
  sent bigint NOT NULL DEFAULT 0 CHECK (sent BETWEEN 0 AND position)
);
INSERT INTO outbox.head DEFAULT VALUES;
GRANT SELECT ON outbox.head TO ledge_runtime;

-- Inboxes (law 20). The feed has no gap and one order, so one number says exactly what a consumer has applied: it moves in the transaction that
-- applies the events. A message only makes the consumer apply the feed: it does no harm if it is repeated, late or out of order.
CREATE TABLE outbox.inboxes (
  consumer text PRIMARY KEY,
  position bigint NOT NULL DEFAULT 0,
  -- The number of messages that were retried after a failure, for operators.
  retries bigint NOT NULL DEFAULT 0,
  moved_at timestamptz NOT NULL DEFAULT now()
);
GRANT SELECT, UPDATE (position, retries, moved_at) ON outbox.inboxes TO ledge_runtime;

-- Dead letters: events that the relay set aside ('relay'), or whose message failed too often at a consumer. The event itself stays in the feed;
-- `npm run redrive` makes the relay send its message again.
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
