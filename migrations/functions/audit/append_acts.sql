-- Records an act of the platform itself: an event that no request has caused. A transfer's event has no actor either, and its record is its key's. Per
-- row and with a condition, so that the events of requests, which are nearly all, cost a comparison each.
CREATE OR REPLACE FUNCTION audit.append_acts()
RETURNS trigger
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  INSERT INTO audit.pending (entry)
  VALUES (ROW(NEW.occurred_at, NULL, NULL,
              CASE NEW.type
                WHEN 'hold.expired' THEN 'expireHold'
                WHEN 'webhook_endpoint.disabled' THEN 'disableWebhookEndpoint'
                WHEN 'credential.rotated' THEN
                  CASE NEW.data ->> 'change' WHEN 'password_set' THEN 'setLoginPassword' WHEN 'published' THEN 'publishLogin' WHEN 'revoked' THEN 'revokeLogin' WHEN 'sessions_ended' THEN 'endLoginSessions'
                    WHEN 'opened' THEN 'openMigrator' WHEN 'closed' THEN 'closeMigrator' END
                ELSE NEW.type END,
              'done', ARRAY[NEW.resource], NULL, NULL, NULL, NULL)::audit.entry);
  RETURN NULL;
END
$$;
CREATE OR REPLACE TRIGGER append_acts
AFTER INSERT ON outbox.pending
FOR EACH ROW
WHEN (NEW.actor IS NULL AND NEW.type != 'transfer.posted')
EXECUTE FUNCTION audit.append_acts();
