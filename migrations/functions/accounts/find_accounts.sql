-- Accounts with their terms and balances, in the order of the ids; null where an account does not exist or is not its reader's. `owners` has one
-- element per id, because each belongs to another request: NULL reads any account, a customer its own alone (law 26). Amounts are text: JSON
-- readers keep only 53 bits of a number. as_of is not earlier than anything that is shown.
CREATE OR REPLACE FUNCTION accounts.find_accounts(account_ids uuid[], owners uuid[])
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
          'id',
          a.id,
          'kind',
          a.kind,
          'customer_id',
          a.customer_id,
          'code',
          a.code,
          'currency',
          a.currency,
          'name',
          a.name,
          'external_id',
          a.external_id,
          'metadata',
          a.metadata,
          'created_at',
          a.created_at,
          'normal_side',
          l.normal_side,
          'overdraft_limit',
          l.overdraft_limit::text,
          'status',
          l.status,
          'opened_on',
          l.opened_on,
          'posted',
          l.posted::text,
          'pending_in',
          l.pending_in::text,
          'pending_out',
          l.pending_out::text,
          'version',
          l.version,
          'as_of',
          now.as_of
        )
      END
      ORDER BY i.ordinal
    )
  FROM
    now
    CROSS JOIN unnest(account_ids, owners) WITH ORDINALITY AS i (id, owner, ordinal)
    LEFT JOIN accounts.accounts AS a ON a.id = i.id AND (/* own */ i.owner IS NULL OR a.customer_id = i.owner)
    LEFT JOIN ledger.accounts AS l ON l.id = a.id;
$$;
GRANT EXECUTE ON FUNCTION accounts.find_accounts(uuid[], uuid[]) TO ledge_runtime;
