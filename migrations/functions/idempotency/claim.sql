-- Claims the external ids that the writes of a set ask to be alone with, before they are judged: each for the first write that asks for it. Returns what
-- has the others already. A row of `wanted` is (principal, kind, external id, what the write would make), in the order of the writes; of one that asks
-- for none the external id is NULL.
--
-- To be called after the locks of accounts, by everyone: who waits here holds nothing that who is waited for still needs. Of two sets that race for an
-- id, the later one waits at the primary key until the earlier one has ended: it finds the row then, or takes the id if there is none. In the order of
-- the ids, so that two sets that race for several queue instead of deadlocking. No violation of the key can undo a set: a conflict, also with
-- an earlier write of the set, inserts nothing.
CREATE OR REPLACE FUNCTION idempotency.claim(wanted idempotency.external_ids[])
RETURNS idempotency.claims
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
-- Its callers have the settings of the planner.
DECLARE
  claims idempotency.claims;
BEGIN
  INSERT INTO idempotency.external_ids (principal, kind, external_id, resource)
  SELECT w.principal, w.kind, w.external_id, w.resource
    FROM unnest(wanted) WITH ORDINALITY AS w (principal, kind, external_id, resource, place)
   WHERE w.external_id IS NOT NULL
   ORDER BY /* claim-order */ w.principal, w.kind, w.external_id, w.place
      ON CONFLICT (principal, kind, external_id) DO NOTHING;
  -- A statement of its own, which sees what was committed while the one before it waited.
  SELECT array_agg(CASE WHEN n.external_id IS NOT NULL THEN n.number END ORDER BY n.place),
         array_agg(CASE WHEN e.resource <> n.first THEN e.resource END ORDER BY n.place)
    INTO claims
    FROM (SELECT w.*, first_value(w.place::integer) OVER alike AS number, first_value(w.resource) OVER alike AS first
            FROM unnest(wanted) WITH ORDINALITY AS w (principal, kind, external_id, resource, place)
          WINDOW alike AS (PARTITION BY w.principal, w.kind, w.external_id ORDER BY w.place)) AS n
    LEFT JOIN idempotency.external_ids AS e ON e.principal = n.principal AND e.kind = n.kind AND e.external_id = n.external_id;
  RETURN claims;
END
$$;
