-- What is searched: a read model of the tables, which follows the feed as a consumer (decision 87). Nothing of it is a truth: it can be made anew from
-- the tables at any time. Functions of the owner alone write it (migrations/functions/search); the runtime and customers read it.
--
-- There are two models, in two partitions of each table. One serves; the other is empty, or being built by a rebuild, and serves once it is whole.

-- A resource as one viewer may find it. The institution has a row of every resource, under the UUID of zeros; a customer one of each resource that the
-- customer may see, with what the customer may see of it alone. So what a search of a customer costs depends on the customer's own resources, and on
-- nothing that others have.
CREATE TABLE search.documents (
  slot integer NOT NULL CHECK (slot IN (0, 1)),
  viewer uuid NOT NULL,
  id uuid NOT NULL, -- of the resource: the order of ids is that of creation
  kind text NOT NULL CHECK (kind IN ('customer', 'account', 'transfer', 'hold', 'transaction', 'webhook_endpoint')),
  title text,
  reference text, -- its external id, exactly: found first by it
  status text NOT NULL,
  currency text,
  amount bigint,
  parties uuid[] NOT NULL, -- customers and accounts that it is of, as far as the viewer may know
  terms text[] COLLATE "C" NOT NULL, -- what it is found by (search.terms_of)
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (slot, viewer, id)
)
PARTITION BY LIST (slot);
CREATE TABLE search.documents_0 PARTITION OF search.documents FOR VALUES IN (0);
CREATE TABLE search.documents_1 PARTITION OF search.documents FOR VALUES IN (1);
CREATE INDEX documents_by_reference ON search.documents (viewer, reference, id) WHERE reference IS NOT NULL;
GRANT SELECT ON search.documents TO ledge_runtime, ledge_acting;
-- As customers.customers.
ALTER TABLE search.documents ENABLE ROW LEVEL SECURITY;
CREATE POLICY runtime ON search.documents TO ledge_runtime USING (TRUE);
CREATE POLICY acting ON search.documents
FOR SELECT
TO ledge_acting
USING (viewer = nullif(current_setting('ledge.acting_customer', TRUE), '')::uuid);

-- The terms of the institution's documents, by which few of millions are found. A customer's documents are few: they are read.
CREATE TABLE search.terms (
  slot integer NOT NULL CHECK (slot IN (0, 1)),
  term text COLLATE "C" NOT NULL,
  id uuid NOT NULL,
  PRIMARY KEY (slot, term, id)
)
PARTITION BY LIST (slot);
CREATE TABLE search.terms_0 PARTITION OF search.terms FOR VALUES IN (0);
CREATE TABLE search.terms_1 PARTITION OF search.terms FOR VALUES IN (1);
GRANT SELECT ON search.terms TO ledge_runtime;

-- Which model serves, and how far a rebuild of the other one is. One row. Whoever changes it, or a model, holds the lock of the inbox.
CREATE TABLE search.state (
  singleton boolean PRIMARY KEY DEFAULT TRUE CHECK (singleton),
  serving integer NOT NULL DEFAULT 0 CHECK (serving IN (0, 1)),
  -- The number of rebuilds that have ended: while it is the same, the same model serves.
  generation bigint NOT NULL DEFAULT 0,
  stage text CHECK (stage IN ('filling', 'emptying')), -- of a rebuild; NULL: none is under way
  filling text CHECK ((filling IS NOT NULL) = (stage IS NOT DISTINCT FROM 'filling')), -- the kind that is copied next
  filled_through uuid, -- its last resource that was copied; NULL: none
  began_at timestamptz CHECK ((began_at IS NULL) = (stage IS NULL))
);
INSERT INTO search.state DEFAULT VALUES;
GRANT SELECT ON search.state TO ledge_runtime;

INSERT INTO outbox.inboxes (consumer) VALUES ('search');
