-- Records the backdatings among entries that were just written, each with the instant that was given for it. Runs under the accounts' locks, in the
-- posting's transaction.
CREATE OR REPLACE FUNCTION ledger.keep_backdatings(account_ids uuid[], versions bigint[], instants timestamptz[])
RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$
  WITH
    account AS MATERIALIZED (
      -- one look-up per account, before the first row is written: later look-ups would scan the new rows
      SELECT
        n.account_id,
        a.normal_side,
        coalesce(
          (SELECT p.change_so_far FROM ledger.backdatings AS p WHERE p.account_id = n.account_id ORDER BY p.version DESC LIMIT 1),
          0
        ) AS before
      FROM
        (SELECT DISTINCT account_id FROM unnest(account_ids) AS account_id) AS n
        JOIN ledger.accounts AS a ON a.id = n.account_id
    ),
    backdated AS MATERIALIZED (
      SELECT
        e.account_id,
        e.version,
        n.effective_at,
        c.change,
        account.before + sum(c.change) OVER (
          PARTITION BY e.account_id
          ORDER BY e.version
        ) AS so_far
      FROM
        unnest(account_ids, versions, instants) AS n (account_id, version, effective_at)
        JOIN account ON account.account_id = n.account_id
        JOIN ledger.entries AS e ON e.account_id = n.account_id AND e.version = n.version
        CROSS JOIN LATERAL (
          SELECT
            CASE account.normal_side
              WHEN 'credit' THEN e.amount
              ELSE -e.amount
            END
        ) AS c (change)
      WHERE /* backdated */ n.effective_at < e.recorded_at
    ),
    kept AS (
      INSERT INTO ledger.backdatings (account_id, version, effective_at, change, change_so_far)
      SELECT account_id, version, effective_at, change, so_far FROM backdated
    )
  INSERT INTO ledger.backdated_days AS d (account_id, day, change)
  SELECT account_id, (effective_at AT TIME ZONE 'UTC')::date, sum(change) FROM backdated GROUP BY 1, 2 ORDER BY 1, 2
  ON CONFLICT (account_id, day) DO UPDATE SET change = d.change + EXCLUDED.change;
$$;
