-- Webhook endpoints, and the deliveries to each. No secret is stored: the webhooks Worker derives secrets from a master key that the database
-- never gets, the endpoint's id and the secret's number. It keeps the key's id, so that a secret outlives the rotation of its key.
CREATE TABLE webhooks.endpoints (
  id uuid PRIMARY KEY,
  url text NOT NULL,
  events text[] NOT NULL, -- empty: all types
  description text,
  signature text NOT NULL CHECK (signature IN ('v1', 'v1a')),
  disabled_reason text CHECK (disabled_reason IN ('requested', 'failing', 'gone')), -- NULL: enabled
  secret_version integer NOT NULL DEFAULT 1 CHECK (secret_version > 0),
  -- When each previous secret stops signing, oldest secret first; the last one belongs to the number before secret_version.
  previous_secrets_until timestamptz[] NOT NULL DEFAULT '{}' CHECK (cardinality(previous_secrets_until) < secret_version),
  -- The id of the master key that each of these secrets is derived from, in the same order, and that of the current one last.
  secret_keys text[] NOT NULL CHECK (
    cardinality(secret_keys) = cardinality(previous_secrets_until) + 1
    AND array_position(secret_keys, NULL) IS NULL
  ),
  -- The events after this position are sent to it, first the event of the change at which it begins. NULL: the feed does not have that event yet.
  -- (The last position at the time of the change would be wrong: events that are committed then may still wait for their positions.)
  after_position bigint,
  -- The version that this change made: 1, its creation, or a later change by which it begins anew.
  begins_at_version bigint NOT NULL DEFAULT 1 CHECK (begins_at_version BETWEEN 1 AND version),
  -- NULL: its deliveries are made when the feed is applied. Otherwise its deliveries were made through this position of the feed, and those of
  -- later events are still to be made: it is disabled, or behind, also because too many are pending. So it misses nothing.
  queued_through bigint CHECK (disabled_reason IS NULL OR queued_through IS NOT NULL),
  version bigint NOT NULL DEFAULT 1 CHECK (version > 0),
  created_at timestamptz NOT NULL,
  updated_at timestamptz NOT NULL,
  deleted_at timestamptz
);
-- What fans out, counts and lists them reads those that are there, however many were deleted.
CREATE INDEX endpoints_there ON webhooks.endpoints (id) WHERE deleted_at IS NULL;
GRANT
  SELECT,
  INSERT,
  UPDATE (
    url,
    events,
    description,
    disabled_reason,
    secret_version,
    previous_secrets_until,
    secret_keys,
    after_position,
    begins_at_version,
    queued_through,
    version,
    updated_at,
    deleted_at
  )
ON webhooks.endpoints
TO ledge_runtime;

-- One delivery per endpoint and event, made once, in the transaction that moves the inbox or the endpoint's own position under its lock: the lock
-- decides, as it must where a table is partitioned. While a delivery is pending, an index refuses a second one all the same.
--
-- What is pending is a partition of its own, so dispatchers read it alone, however long the log is. What has ended is a partition for each month of the ids,
-- which contain the time: so whatever names a delivery reads two partitions. retention.apply makes these, and drops those whose time has passed (decision 64).
CREATE TABLE webhooks.deliveries (
  id uuid DEFAULT uuidv7(),
  endpoint_id uuid NOT NULL,
  position bigint NOT NULL, -- of the event in the feed: the order in which an endpoint is sent to
  event_id uuid NOT NULL,
  event_type text NOT NULL,
  status text NOT NULL DEFAULT 'pending' CHECK (status IN ('pending', 'delivered', 'dead')),
  attempt_count integer NOT NULL DEFAULT 0,
  failed_attempts integer NOT NULL DEFAULT 0, -- since it was made or last redelivered: its place in the retry schedule
  failing_since timestamptz, -- the first of these failures
  next_attempt_at timestamptz, -- NULL: when its turn comes
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (id, status)
)
PARTITION BY LIST (status);
CREATE INDEX deliveries_by_endpoint ON webhooks.deliveries (endpoint_id, id);
-- What was sent of an event, for operators. By ranges of blocks: rows lie in about the order of their events, and a delivery costs no entry of its own.
CREATE INDEX deliveries_by_event ON webhooks.deliveries USING brin (event_id) WITH (autosummarize = TRUE);
CREATE TABLE webhooks.deliveries_pending PARTITION OF webhooks.deliveries FOR VALUES IN ('pending');
-- For dispatchers, in order.
CREATE UNIQUE INDEX deliveries_pending_once ON webhooks.deliveries_pending (endpoint_id, position);
CREATE TABLE webhooks.deliveries_ended PARTITION OF webhooks.deliveries FOR VALUES IN ('delivered', 'dead') PARTITION BY RANGE (id);
CREATE INDEX deliveries_dead ON webhooks.deliveries_ended (endpoint_id, id) WHERE status = 'dead';
CREATE TABLE webhooks.deliveries_ended_default PARTITION OF webhooks.deliveries_ended DEFAULT;
GRANT
  SELECT,
  INSERT (endpoint_id, position, event_id, event_type),
  UPDATE (status, attempt_count, failed_attempts, failing_since, next_attempt_at)
ON webhooks.deliveries
TO ledge_runtime;

-- The log of deliveries: append-only. The attempts of a month of deliveries are a partition, and go with it.
CREATE TABLE webhooks.attempts (
  delivery_id uuid NOT NULL,
  number integer NOT NULL,
  status integer, -- HTTP; NULL: no answer
  failure text, -- NULL: delivered
  duration_ms integer NOT NULL,
  first_bytes text NOT NULL,
  attempted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
  PRIMARY KEY (delivery_id, number)
)
PARTITION BY RANGE (delivery_id);
CREATE TABLE webhooks.attempts_default PARTITION OF webhooks.attempts DEFAULT;
GRANT SELECT, INSERT (delivery_id, number, status, failure, duration_ms, first_bytes) ON webhooks.attempts TO ledge_runtime;

INSERT INTO outbox.inboxes (consumer) VALUES ('webhooks');
