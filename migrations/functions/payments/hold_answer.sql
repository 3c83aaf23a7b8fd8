-- What the answer to a command on a hold is made of: the hold after it, and the balances of both accounts as far as the acting customer may see them
-- (law 26).
CREATE OR REPLACE FUNCTION payments.hold_answer(item payments.command, done payments.hold_outcome, is_payer boolean, changed_at timestamptz)
RETURNS json
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT
    json_build_object(
      'id',
      ((done).hold).id,
      'facts',
      payments.facts((done).hold),
      'is_payer',
      is_payer,
      'source',
      (
        SELECT ledger.figures(a)
        FROM ledger.accounts AS a
        WHERE a.id = ((done).hold).source_account AND ((item).acting_customer IS NULL OR a.owner_id = (item).acting_customer)
      ),
      'destination',
      (
        SELECT ledger.figures(a)
        FROM ledger.accounts AS a
        WHERE a.id = ((done).hold).destination_account AND ((item).acting_customer IS NULL OR a.owner_id = (item).acting_customer)
      ),
      'changed_at',
      changed_at,
      'transfer',
      (done).transfer,
      'request_id',
      (item).request_id
    );
$$;
