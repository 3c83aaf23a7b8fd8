-- Records the acts of the platform itself: events that no request has caused. A transfer's event has no actor either, and its record is its key's.
CREATE OR REPLACE FUNCTION audit.append_acts()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO audit.pending (entry)
  SELECT ROW(w.occurred_at, NULL, NULL,
             CASE w.type WHEN 'hold.expired' THEN 'expireHold' WHEN 'webhook_endpoint.disabled' THEN 'disableWebhookEndpoint' ELSE w.type END,
             'done', ARRAY[w.resource], NULL, NULL, NULL, NULL)::audit.entry
    FROM written AS w WHERE w.actor IS NULL AND w.type <> 'transfer.posted' ORDER BY w.seq;
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER append_acts
AFTER INSERT ON outbox.pending
REFERENCING NEW TABLE AS written
FOR EACH STATEMENT
EXECUTE FUNCTION audit.append_acts();
