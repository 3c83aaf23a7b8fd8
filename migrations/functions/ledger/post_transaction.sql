-- Posts all legs in their order with one id, or none of them: after every leg the ranges and overdraft limits are kept (law 5). Returns its row and its
-- entries, or the code of the refusal. The caller, payments.run_transaction, holds the accounts' locks.
-- As in ledger.post, the legs are evaluated in memory before the first row is written, an account of many legs is read once and updated once, and `dry` is
-- for a dry run, which writes nothing.
CREATE OR REPLACE FUNCTION ledger.post_transaction(
  seed uuid,
  legs jsonb,
  description text,
  external_id text,
  metadata jsonb,
  effective_at timestamptz,
  posted_at timestamptz,
  ordinal integer, -- of several that one transaction of the database posts
  dry boolean
)
RETURNS ledger.transaction_outcome
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  max_minor CONSTANT numeric := 9223372036854775807;
  batch     CONSTANT ledger.leg[] := ARRAY(SELECT l FROM jsonb_populate_recordset(NULL::ledger.leg, legs) AS l ORDER BY l.ordinal);
  ids       CONSTANT uuid[] := ARRAY(SELECT DISTINCT account FROM unnest(batch) ORDER BY account);
  accounts  ledger.accounts[]; -- in the order of `ids`
  last_transfers bigint[]; -- of each of them
  account   ledger.accounts;
  place     integer;
  posted_id uuid;
  versions  bigint[] := '{}'; -- of the entries
  outcome   ledger.transaction_outcome;
  leg       ledger.leg;
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

  SELECT array_agg(a ORDER BY a.id),
         array_agg(/* last-transfer */ coalesce((SELECT coalesce(e.last_transfer, e.version) FROM ledger.entries AS e
                                                  WHERE e.account_id = a.id AND e.version = a.version), 0) ORDER BY a.id)
    INTO accounts, last_transfers FROM ledger.accounts AS a WHERE a.id = ANY (ids);
  posted_id := ledger.dated_id(ledger.id_prefix(posted_at), post_transaction.ordinal, seed);
  FOREACH leg IN ARRAY batch LOOP
    place := array_position(ids, leg.account);
    account := accounts[place];
    after := account.posted::numeric + CASE WHEN leg.direction = account.normal_side THEN leg.amount ELSE -leg.amount END;
    outcome.refusal := CASE
      WHEN abs(after) > max_minor THEN 'amount_out_of_range'
      WHEN /* leg-limit */ leg.direction <> account.normal_side AND after - account.pending_out < -account.overdraft_limit THEN 'insufficient_funds'
    END;
    IF outcome.refusal IS NOT NULL THEN
      RETURN ROW(outcome.refusal, NULL, NULL)::ledger.transaction_outcome;
    END IF;
    account.posted := after;
    account.version := account.version + 1;
    accounts[place] := account;
    versions := versions || account.version;
    outcome.entries := outcome.entries || ROW(leg.account, account.version, posted_id, CASE leg.direction WHEN 'debit' THEN -leg.amount ELSE leg.amount END,
                                              after, posted_at, last_transfers[place])::ledger.entries;
  END LOOP;
  outcome.posted := ROW(posted_id, description, external_id, metadata, coalesce(effective_at, posted_at), posted_at,
                        ARRAY(SELECT l.account FROM unnest(batch) AS l), versions, NULL)::ledger.transactions;
  IF dry THEN
    RETURN outcome;
  END IF;

  UPDATE ledger.accounts AS a SET posted = n.posted, version = n.version FROM unnest(accounts) AS n WHERE a.id = n.id;
  INSERT INTO ledger.entries (account_id, version, posting, amount, balance_after, recorded_at, last_transfer)
  SELECT e.account_id, e.version, e.posting, e.amount, e.balance_after, e.recorded_at, e.last_transfer FROM unnest(outcome.entries) AS e;
  PERFORM ledger.keep_backdatings((outcome.posted).accounts, (outcome.posted).versions,
                                  array_fill((outcome.posted).effective_at, ARRAY[cardinality(batch)]));
  INSERT INTO ledger.transactions (id, description, external_id, metadata, effective_at, recorded_at, accounts, versions)
  SELECT t.id, t.description, t.external_id, t.metadata, t.effective_at, t.recorded_at, t.accounts, t.versions
    FROM unnest(ARRAY[outcome.posted]) AS t;
  RETURN outcome;
END
$$;
