-- Per currency, the sums of debit balances and of credit balances at an instant (NULL: now), separately for house accounts and customers' accounts.
-- One statement, one snapshot: a transaction's entries have one recorded_at and are visible together or not at all, so both sums are equal in every
-- answer. Costs one look-up per account, and two more for every doubling of the number of entries recorded since.
-- A currency is included once something was posted in it: an account that is opened later must not change an earlier answer. At an instant that
-- ledger.final returned, the answer never changes.
CREATE OR REPLACE FUNCTION ledger.trial_balance(at timestamptz)
RETURNS TABLE (currency text, house_debits numeric, house_credits numeric, customer_debits numeric, customer_credits numeric)
LANGUAGE sql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
  WITH
    balances AS MATERIALIZED (
      -- computed once per account, however often it is used below
      SELECT
        a.currency,
        a.owner_id IS NULL AS of_house,
        -- on the debit side
        CASE a.normal_side
          WHEN 'debit' THEN 1
          ELSE -1
        END * CASE
          WHEN at IS NULL THEN a.posted
          ELSE (
            SELECT e.balance_after
            FROM ledger.entries AS e
            WHERE e.account_id = a.id AND e.version = ledger.version_at(a.id, a.version, at)
          )
        END::numeric AS debit
      FROM ledger.accounts AS a
      WHERE a.version > 0
    )
  SELECT
    currency,
    coalesce(sum(debit) FILTER (WHERE of_house AND debit > 0), 0),
    coalesce(-sum(debit) FILTER (WHERE of_house AND debit < 0), 0),
    coalesce(sum(debit) FILTER (WHERE NOT of_house AND debit > 0), 0),
    coalesce(-sum(debit) FILTER (WHERE NOT of_house AND debit < 0), 0)
  FROM balances
  WHERE debit IS NOT NULL
  GROUP BY currency
  ORDER BY currency;
$$;
GRANT EXECUTE ON FUNCTION ledger.trial_balance(timestamptz) TO ledge_runtime;
