-- The earliest value date that a caller may give: the institution any (NULL), a customer the beginning of the UTC day so many days before the one on
-- which it is recorded, by the clock of the books. Without a number a customer gives none before the present day. It is inlined into the statement
-- that calls it for each row: hence no search_path.
CREATE OR REPLACE FUNCTION payments.counts_from(customer uuid, backdating_days integer, recorded_at timestamptz)
RETURNS timestamptz
LANGUAGE sql
STABLE
AS $$
  SELECT
    CASE
      WHEN customer IS NOT NULL THEN pg_catalog.date_trunc('day', recorded_at, 'UTC') - pg_catalog.make_interval(
        hours => 24 * coalesce(backdating_days, 0)
      )
    END;
$$;
