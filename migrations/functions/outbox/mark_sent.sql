-- Records that the feed was handed over to the queue up to `through`. It never goes back: two relays may both have sent it.
CREATE OR REPLACE FUNCTION outbox.mark_sent(through bigint)
RETURNS void
LANGUAGE sql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
  UPDATE outbox.head SET sent = through WHERE sent < through;
$$;
GRANT EXECUTE ON FUNCTION outbox.mark_sent(bigint) TO ledge_runtime;
