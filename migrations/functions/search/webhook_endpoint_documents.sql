-- Webhook endpoints as they are searched: by URL and description. One that was deleted is not found.
CREATE OR REPLACE VIEW search.webhook_endpoint_documents AS
  SELECT
    '00000000-0000-0000-0000-000000000000'::uuid AS viewer,
    e.id,
    'webhook_endpoint' AS kind,
    coalesce(e.description, e.url) AS title,
    NULL::text AS reference,
    CASE
      WHEN e.disabled_reason IS NULL THEN 'enabled'
      ELSE 'disabled'
    END AS status,
    NULL::text AS currency,
    NULL::bigint AS amount,
    '{}'::uuid[] AS parties,
    search.terms_of(ARRAY[e.url, e.description], '{}') AS terms,
    e.created_at AS recorded_at
  FROM webhooks.endpoints AS e
  WHERE e.deleted_at IS NULL;
