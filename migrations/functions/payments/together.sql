-- How many commands of a set, from the one at `first`, run as one round: up to the next one that has the key or the target of one of them, and so must
-- see what it did. A transaction by legs is a round by itself. A hold that is placed is no one's target in its own set: its id is shown after the
-- commit.
CREATE OR REPLACE FUNCTION payments.together(batch payments.command[], first integer)
RETURNS integer
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  item    payments.command;
  names   text[] := '{}';
  targets uuid[] := '{}';
BEGIN
  FOR place IN first .. cardinality(batch) LOOP
    item := batch[place];
    IF place > first AND ('createTransaction' IN (item.operation, (batch[first]).operation)
       OR item.principal || '/' || item.key = ANY (names) OR /* same-target */ item.target = ANY (targets)) THEN
      RETURN place - first;
    END IF;
    names := names || (item.principal || '/' || item.key);
    targets := targets || item.target;
  END LOOP;
  RETURN cardinality(batch) - first + 1;
END
$$;
