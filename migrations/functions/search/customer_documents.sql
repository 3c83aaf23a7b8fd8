-- Customers as they are searched: the institution finds them by all of their contact data, a customer itself by what it is shown (decision 58).
CREATE OR REPLACE VIEW search.customer_documents AS
  SELECT
    v.viewer,
    c.id,
    'customer' AS kind,
    c.name AS title,
    CASE
      WHEN v.is_institution THEN c.external_id
    END AS reference,
    c.verification AS status,
    NULL::text AS currency,
    NULL::bigint AS amount,
    ARRAY[c.id] AS parties,
    CASE
      WHEN v.is_institution THEN search.terms_of(ARRAY[c.name, c.email, c.external_id], c.metadata)
      ELSE search.terms_of(ARRAY[c.name, c.email], '{}')
    END AS terms,
    c.created_at AS recorded_at
  FROM
    customers.customers AS c
    CROSS JOIN LATERAL (
      VALUES
        ('00000000-0000-0000-0000-000000000000'::uuid, TRUE),
        (c.id, FALSE)
    ) AS v (viewer, is_institution);
