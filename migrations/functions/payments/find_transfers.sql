-- Transfers with the sum of their reversals, in the order of the ids; null where a transfer does not exist or its reader holds neither of its
-- accounts. `owners` has one element per id, because each belongs to another request: NULL reads any transfer, as its payer does (law 26).
CREATE OR REPLACE FUNCTION payments.find_transfers(transfer_ids uuid[], owners uuid[])
RETURNS json
LANGUAGE sql
VOLATILE
SET search_path = pg_catalog, pg_temp
/* settings/rows-by-key.sql */
AS $$
  SELECT
    json_agg(
      CASE
        WHEN reader.is_payer
        OR reader.is_payee THEN json_build_object(
          'id',
          t.id,
          'facts',
          payments.facts(t),
          'is_payer',
          reader.is_payer,
          'reversed',
          (SELECT coalesce(sum(r.amount), 0)::text FROM ledger.transfers AS r WHERE r.reversal_of = t.id)
        )
      END
      ORDER BY i.ordinal
    )
  FROM
    unnest(transfer_ids, owners) WITH ORDINALITY AS i (id, owner, ordinal)
    LEFT JOIN ledger.transfers AS t ON t.id = i.id
    CROSS JOIN LATERAL payments.party_of(t.source_account, t.destination_account, i.owner) AS reader;
$$;
GRANT EXECUTE ON FUNCTION payments.find_transfers(uuid[], uuid[]) TO ledge_runtime;
