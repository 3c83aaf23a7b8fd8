-- The entity tag of a hold, as shared/src/entity-tags.ts makes it of the hold's public form: one whose time has passed is expired.
CREATE OR REPLACE FUNCTION payments.hold_tag(h payments.holds)
RETURNS text
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT
    CASE
      WHEN (h).status = 'open'
      AND (h).expires_at <= payments.expired_until() THEN 'expired'
      ELSE (h).status
    END || '-' || (h).captured;
$$;
