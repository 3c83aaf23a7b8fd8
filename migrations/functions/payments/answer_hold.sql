-- The answer to a change of a hold: the balances of both accounts, as far as the acting customer may see them (law 26).
CREATE OR REPLACE FUNCTION payments.answer_hold(source uuid, destination uuid, acting_customer uuid, changed_at timestamptz)
RETURNS payments.hold_outcome
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT
    NULL::text,
    (SELECT ledger.figures(id) FROM ledger.accounts WHERE id = source AND (acting_customer IS NULL OR owner_id = acting_customer)),
    (SELECT ledger.figures(id) FROM ledger.accounts WHERE id = destination AND (acting_customer IS NULL OR owner_id = acting_customer)),
    changed_at,
    NULL::uuid;
$$;
