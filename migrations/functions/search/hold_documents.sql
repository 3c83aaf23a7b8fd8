-- Holds as they are searched: as transfers are.
CREATE OR REPLACE VIEW search.hold_documents AS
  SELECT
    v.viewer,
    t.id,
    'hold' AS kind,
    coalesce(
      t.description,
      CASE
        WHEN v.is_payer THEN t.external_id
      END
    ) AS title,
    CASE
      WHEN v.is_payer THEN t.external_id
    END AS reference,
    t.status AS status,
    t.currency,
    t.amount,
    v.parties,
    CASE
      WHEN v.is_payer THEN whole.terms
      ELSE search.terms_of(ARRAY[t.description], '{}')
    END AS terms,
    t.recorded_at
  FROM
    payments.holds AS t
    -- Once for the institution and the payer.
    CROSS JOIN LATERAL (SELECT search.terms_of(ARRAY[t.description, t.external_id], t.metadata) AS terms OFFSET 0) AS whole
    CROSS JOIN LATERAL search.parties_of(t.source_account, t.destination_account) AS v;
