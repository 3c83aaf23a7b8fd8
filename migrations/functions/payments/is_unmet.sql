-- Whether a condition of a request does not hold for what has this entity tag (NULL: it has none, and matches no listed tag): If-Match, then
-- If-None-Match (RFC 9110, section 13.2.2). The same rule as shared/src/precondition.ts has for everything else; a test compares the two.
CREATE OR REPLACE FUNCTION payments.is_unmet(item payments.command, tag text)
RETURNS boolean
LANGUAGE sql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT
    /* if-match */ (item).if_match IS NOT NULL
    AND NOT ('*' = ANY ((item).if_match) OR coalesce(tag = ANY ((item).if_match), FALSE))
    OR (item).if_none_match IS NOT NULL
    AND ('*' = ANY ((item).if_none_match) OR coalesce(tag = ANY ((item).if_none_match), FALSE));
$$;
