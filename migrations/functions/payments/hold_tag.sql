-- The entity tag of a hold, as shared/src/entity-tags.ts makes it of the hold's public form: one whose time has
-- passed at `judged_at` is expired.
CREATE OR REPLACE FUNCTION payments.hold_tag(h payments.holds, judged_at timestamptz)
RETURNS text
LANGUAGE sql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT
    CASE
      WHEN (h).status = 'open'
      AND (h).expires_at <= judged_at THEN 'expired'
      ELSE (h).status
    END || '-' || (h).captured;
$$;
