-- Posts all legs in their order with one id, or none of them: after every leg the ranges and overdraft limits are kept (law 5). Returns the id, or
-- the code of the refusal. The caller, payments.run_transaction, holds the accounts' locks.
CREATE OR REPLACE FUNCTION ledger.post_transaction(
  seed uuid,
  legs jsonb,
  description text,
  external_id text,
  metadata jsonb,
  effective_at timestamptz,
  posted_at timestamptz,
  ordinal integer -- of several that one transaction of the database posts
)
RETURNS ledger.transaction_outcome
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  max_minor CONSTANT numeric := 9223372036854775807;
  batch     CONSTANT ledger.leg[] := ARRAY(SELECT l FROM jsonb_populate_recordset(NULL::ledger.leg, legs) AS l ORDER BY l.ordinal);
  ids       CONSTANT uuid[] := ARRAY(SELECT DISTINCT account FROM unnest(batch) ORDER BY account);
  accounts  uuid[] := '{}';
  versions  bigint[] := '{}';
  outcome   ledger.transaction_outcome;
  leg       ledger.leg;
  held      ledger.accounts;
  after     numeric;
BEGIN
  IF cardinality(batch) NOT BETWEEN 2 AND 100 OR EXISTS (
       SELECT FROM unnest(batch) AS l WHERE l.amount IS NULL OR l.amount <> trunc(l.amount) OR l.direction NOT IN ('debit', 'credit') OR l.direction IS NULL) THEN
    RAISE EXCEPTION 'a transaction has 2 to 100 legs, each a debit or a credit of a whole amount' USING ERRCODE = 'invalid_parameter_value';
  END IF;

  SELECT CASE
           WHEN bool_or(l.amount <= 0) THEN 'amount_not_positive'
           WHEN bool_or(l.amount > max_minor) THEN 'amount_out_of_range'
           WHEN cardinality(ids) = 1 THEN 'same_account'
           WHEN bool_or(a.id IS NULL) THEN 'account_not_found'
           WHEN bool_or(a.currency <> l.currency) THEN 'currency_mismatch'
           WHEN EXISTS (SELECT FROM unnest(batch) AS m GROUP BY m.currency
                        HAVING sum(CASE m.direction WHEN 'debit' THEN m.amount ELSE -m.amount END) <> 0) THEN 'transaction_not_balanced'
           WHEN bool_or(a.status = 'closed') THEN 'account_closed'
           WHEN bool_or(a.status = 'frozen' AND l.direction = 'debit') THEN 'account_frozen'
           WHEN /* opened-on */ bool_or((post_transaction.effective_at AT TIME ZONE 'UTC')::date < a.opened_on) THEN 'value_date_before_opening'
         END
    INTO outcome.refusal
    FROM unnest(batch) AS l LEFT JOIN ledger.accounts AS a ON a.id = l.account;
  IF outcome.refusal IS NOT NULL THEN
    RETURN outcome;
  END IF;

  outcome.id := ledger.dated_id(ledger.id_prefix(posted_at), post_transaction.ordinal, seed);
  BEGIN
    FOREACH leg IN ARRAY batch LOOP
      SELECT * INTO held FROM ledger.accounts WHERE id = leg.account;
      after := held.posted::numeric + CASE WHEN leg.direction = held.normal_side THEN leg.amount ELSE -leg.amount END;
      outcome.refusal := CASE
        WHEN abs(after) > max_minor THEN 'amount_out_of_range'
        WHEN leg.direction <> held.normal_side AND after - held.pending_out < -held.overdraft_limit THEN 'insufficient_funds'
      END;
      IF outcome.refusal IS NOT NULL THEN
        RAISE EXCEPTION USING ERRCODE = 'LB001';
      END IF;
      UPDATE ledger.accounts SET posted = after, version = held.version + 1 WHERE id = leg.account;
      INSERT INTO ledger.entries (account_id, version, posting, amount, balance_after, recorded_at, last_transfer)
      VALUES (leg.account, held.version + 1, outcome.id, CASE leg.direction WHEN 'debit' THEN -leg.amount ELSE leg.amount END, after, posted_at,
              /* last-transfer */ coalesce((SELECT coalesce(e.last_transfer, e.version) FROM ledger.entries AS e
                                             WHERE e.account_id = leg.account AND e.version = held.version), 0));
      accounts := accounts || leg.account;
      versions := versions || held.version + 1;
    END LOOP;
  EXCEPTION WHEN SQLSTATE 'LB001' THEN
    outcome.id := NULL;
    RETURN outcome;
  END;
  effective_at := coalesce(effective_at, posted_at);
  PERFORM ledger.keep_backdatings(accounts, versions, array_fill(effective_at, ARRAY[cardinality(accounts)]));
  INSERT INTO ledger.transactions (id, description, external_id, metadata, effective_at, recorded_at, accounts, versions)
  VALUES (outcome.id, description, external_id, metadata, effective_at, posted_at, accounts, versions);
  RETURN outcome;
END
$$;
