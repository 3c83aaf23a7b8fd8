-- Ends the claims of a set (idempotency.claim) when its writes are judged: `made` has what each of them has made, NULL of one that was refused. An id whose
-- first write was refused is that of the next one that asked for it and was not, or free again if all were: a refused write has no effect.
CREATE OR REPLACE FUNCTION idempotency.keep(wanted idempotency.external_ids[], claims idempotency.claims, made uuid[])
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
-- Its callers have the settings of the planner.
BEGIN
  UPDATE idempotency.external_ids AS e SET resource = n.made
    FROM unnest(claims.numbers, made) WITH ORDINALITY AS n (number, made, place)
   WHERE n.made IS NOT NULL AND n.number <> n.place AND e.principal = (wanted[n.number]).principal
     AND e.kind = (wanted[n.number]).kind AND e.external_id = (wanted[n.number]).external_id;
  DELETE FROM idempotency.external_ids AS e
   USING (SELECT c.number FROM unnest(claims.numbers, made) AS c (number, made) WHERE c.number IS NOT NULL AND claims.holders[c.number] IS NULL
           GROUP BY c.number HAVING count(c.made) = 0) AS n
   WHERE /* unused */ e.principal = (wanted[n.number]).principal AND e.kind = (wanted[n.number]).kind
     AND e.external_id = (wanted[n.number]).external_id;
END
$$;
