-- Holds, in the order of the ids; null where a hold does not exist or its reader holds neither of its accounts. `owners` has one element per id,
-- because each belongs to another request: NULL reads any hold, as its payer does (law 26). A hold whose time has passed is shown as expired
-- even before the sweep has run, by the clock that captures are judged by: payments.expired_until is a statement of its own, before the one that
-- reads, and in a volatile function each statement sees what was committed before it began (PostgreSQL 18, 36.7).
CREATE OR REPLACE FUNCTION payments.find_holds(hold_ids uuid[], owners uuid[])
RETURNS json
LANGUAGE plpgsql
VOLATILE
SET search_path = pg_catalog, pg_temp
/* settings/rows-by-key.sql */
AS $$
DECLARE
  expired_until CONSTANT timestamptz := payments.expired_until();
BEGIN
  RETURN (
    SELECT json_agg(
             CASE WHEN reader.is_payer OR reader.is_payee THEN json_build_object(
               'id', h.id, 'facts', payments.facts(h), 'is_payer', reader.is_payer,
               'is_expired', h.status = 'open' AND coalesce(h.expires_at <= expired_until, false)) END
             ORDER BY i.ordinal)
      FROM unnest(hold_ids, owners) WITH ORDINALITY AS i (id, owner, ordinal)
      LEFT JOIN payments.holds AS h ON h.id = i.id
     CROSS JOIN LATERAL payments.party_of(h.source_account, h.destination_account, i.owner) AS reader);
END
$$;
GRANT EXECUTE ON FUNCTION payments.find_holds(uuid[], uuid[]) TO ledge_runtime;
