-- Who finds a transfer or a hold, and as whose: the institution and the payer with everything, the payee with what it is shown. A customer's row names no
-- account and no customer but its own, so a search for another's finds nothing. It is inlined into the views: hence no
-- search_path.
CREATE OR REPLACE FUNCTION search.parties_of(source uuid, destination uuid)
RETURNS TABLE (viewer uuid, is_payer boolean, parties uuid[])
LANGUAGE sql
STABLE
AS $$
  SELECT
    v.viewer,
    v.is_payer,
    pg_catalog.array_remove(v.parties, NULL)
  FROM
    (SELECT s.owner_id FROM ledger.accounts AS s WHERE s.id = source) AS payer
    CROSS JOIN (SELECT d.owner_id FROM ledger.accounts AS d WHERE d.id = destination) AS payee
    CROSS JOIN LATERAL (
      VALUES
        ('00000000-0000-0000-0000-000000000000'::uuid, TRUE, ARRAY[source, destination, payer.owner_id, payee.owner_id]),
        (
          payer.owner_id,
          TRUE,
          ARRAY[
            source,
            CASE
              WHEN payee.owner_id = payer.owner_id THEN destination
            END,
            payer.owner_id
          ]
        ),
        (
          CASE
            WHEN payee.owner_id IS DISTINCT FROM payer.owner_id THEN payee.owner_id
          END,
          /* payee */ FALSE,
          ARRAY[destination, payee.owner_id]
        )
    ) AS v (viewer, is_payer, parties)
  WHERE v.viewer IS NOT NULL;
$$;
