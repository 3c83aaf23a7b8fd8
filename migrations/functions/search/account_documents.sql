-- Accounts as they are searched: by name, by the code of a house account, and by the metadata, which are the institution's.
CREATE OR REPLACE VIEW search.account_documents AS
  SELECT
    v.viewer,
    a.id,
    'account' AS kind,
    coalesce(a.name, a.code) AS title,
    a.code AS reference,
    l.status,
    a.currency,
    NULL::bigint AS amount,
    array_remove(ARRAY[a.id, a.customer_id], NULL) AS parties,
    search.terms_of(
      ARRAY[a.name, a.code],
      CASE
        WHEN v.is_institution THEN a.metadata
        ELSE '{}'
      END
    ) AS terms,
    a.created_at AS recorded_at
  FROM
    accounts.accounts AS a
    JOIN ledger.accounts AS l ON l.id = a.id
    CROSS JOIN LATERAL (
      VALUES
        ('00000000-0000-0000-0000-000000000000'::uuid, TRUE),
        (a.customer_id, FALSE)
    ) AS v (viewer, is_institution)
  WHERE v.viewer IS NOT NULL;
