-- The entries of a transaction by legs in the form of the journal, debits first. Amounts and versions are text: JSON readers keep only 53 bits of a
-- number.
CREATE OR REPLACE FUNCTION ledger.legs_of(entries ledger.entries[])
RETURNS json
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT
    json_agg(
      json_build_object(
        'accountId',
        e.account_id,
        'version',
        e.version::text,
        'direction',
        CASE
          WHEN e.amount < 0 THEN 'debit'
          ELSE 'credit'
        END,
        'amount',
        abs(e.amount)::text,
        'currency',
        a.currency,
        'balanceAfter',
        e.balance_after::text
      )
      ORDER BY e.amount > 0, e.account_id, e.version
    )
  FROM
    unnest(entries) AS e
    JOIN ledger.accounts AS a ON a.id = e.account_id;
$$;

-- Those that its row names.
CREATE OR REPLACE FUNCTION ledger.legs_of(x ledger.transactions)
RETURNS json
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  SELECT
    ledger.legs_of(
      ARRAY(
        SELECT e
        FROM
          unnest((x).accounts, (x).versions) AS leg (account_id, version)
          JOIN ledger.entries AS e ON e.account_id = leg.account_id AND e.version = leg.version
      )
    );
$$;
GRANT EXECUTE ON FUNCTION ledger.legs_of(ledger.entries[]) TO ledge_runtime;
GRANT EXECUTE ON FUNCTION ledger.legs_of(ledger.transactions) TO ledge_runtime;
