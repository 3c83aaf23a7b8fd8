-- Transactions of several legs as they are searched: for operators alone, as they are read.
CREATE OR REPLACE VIEW search.transaction_documents AS
  SELECT
    '00000000-0000-0000-0000-000000000000'::uuid AS viewer,
    t.id,
    'transaction' AS kind,
    coalesce(t.description, t.external_id) AS title,
    t.external_id AS reference,
    'posted' AS status,
    NULL::text AS currency,
    NULL::bigint AS amount,
    (
      SELECT array_agg(DISTINCT party ORDER BY party)
      FROM
        ledger.accounts AS a
        CROSS JOIN LATERAL (
          VALUES
            (a.id),
            (a.owner_id)
        ) AS p (party)
      WHERE a.id = ANY (t.accounts) AND party IS NOT NULL
    ) AS parties,
    search.terms_of(ARRAY[t.description, t.external_id], t.metadata) AS terms,
    t.recorded_at
  FROM ledger.transactions AS t;
