-- What is not kept for good: bodies of refusals, deliveries and their attempts (decision 64). Nothing of it is deleted by rows: partitions are dropped, by
-- retention.apply alone, which the login ledge_retention may call and which keeps to the minimum of each that its own text has.
CREATE SCHEMA retention;
GRANT USAGE ON SCHEMA retention TO ledge_retention;

-- What a run does next, or why it does not.
CREATE TYPE retention.step AS (
  action text, -- make, drop, keep, late
  -- The tables whose partitions these are: what belongs together is made and dropped together.
  relations text[],
  month timestamptz,
  reason text
);
