-- Why an atomic batch is refused: the first refusal among its outcomes, as {"ordinal", "refusal"}; NULL: none was refused.
CREATE OR REPLACE FUNCTION payments.first_refusal(outcomes ledger.posting_outcome[])
RETURNS json
LANGUAGE sql
IMMUTABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT json_build_object('ordinal', o.ordinal, 'refusal', o.refusal)
  FROM unnest(outcomes) AS o
  WHERE o.refusal IS NOT NULL
  ORDER BY o.ordinal
  LIMIT 1;
$$;
