-- How many deliveries of a month are pending. They have a partition of their own, which is never dropped; their attempts are with those of the month.
CREATE OR REPLACE FUNCTION retention.pending_in(month timestamptz)
RETURNS bigint
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT count(*)
  FROM webhooks.deliveries
  WHERE /* pending */ status = 'pending' AND id >= retention.first_id(month) AND id < retention.first_id(month + INTERVAL '1 month');
$$;
