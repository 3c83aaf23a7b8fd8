-- The current balances of many accounts, in the order of the ids; null where an account does not exist or is not its reader's. `owners` has one
-- element per id, because each belongs to another request: NULL reads any account, an owner its own alone (law 26). Amounts are text: JSON readers
-- keep only 53 bits of a number. as_of is not earlier than anything that is shown.
CREATE OR REPLACE FUNCTION ledger.find_balances(account_ids uuid[], owners uuid[])
RETURNS json
LANGUAGE sql
VOLATILE
SET search_path = pg_catalog, pg_temp
/* settings/rows-by-key.sql */
AS $$
  WITH now AS MATERIALIZED (SELECT ledger.as_of() AS as_of)
  SELECT
    json_agg(
      CASE
        WHEN a.id IS NOT NULL THEN json_build_object(
          'currency',
          a.currency,
          'posted',
          a.posted::text,
          'pending_in',
          a.pending_in::text,
          'pending_out',
          a.pending_out::text,
          'version',
          a.version,
          'as_of',
          now.as_of
        )
      END
      ORDER BY i.ordinal
    )
  FROM
    now
    CROSS JOIN unnest(account_ids, owners) WITH ORDINALITY AS i (id, owner, ordinal)
    LEFT JOIN ledger.accounts AS a ON a.id = i.id AND (/* own */ i.owner IS NULL OR a.owner_id = i.owner);
$$;
GRANT EXECUTE ON FUNCTION ledger.find_balances(uuid[], uuid[]) TO ledge_runtime;
