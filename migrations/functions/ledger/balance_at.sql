-- An account's balance at an instant (NULL or in the future: now), by the entries recorded until then or by those that count until then.
-- A posting holds the account's row lock from before it takes its recorded time until its commit. So this waits for that lock first: no posting
-- that is still in flight can be recorded at an instant that was answered, and an answer by recorded time never changes (law 6).
-- To the acting customer, another's account does not exist.
--
-- Effective basis: the entries that count until `at` are those recorded until `at`, without the backdatings among them, and all backdatings that
-- count until `at` (nothing else counts before it is recorded). Cost: two look-ups, the sums of the days before, and the backdatings of one day.
CREATE OR REPLACE FUNCTION ledger.balance_at(account uuid, at timestamptz, effective boolean)
RETURNS ledger.balance
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  a      ledger.accounts;
  b      ledger.balance;
  today  date;
  before numeric;
BEGIN
  SELECT * INTO a FROM ledger.accounts WHERE id = account AND (/* acting */ ledger.shows(owner_id)) /* in-flight */ FOR SHARE;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  b.as_of := ledger.passed(at); -- under the lock, so that the next posting of the account takes a later time
  b.version := ledger.version_at(account, a.version, b.as_of);
  b.posted := coalesce((SELECT balance_after FROM ledger.entries WHERE account_id = account AND version = b.version), 0);
  SELECT pending_in, pending_out INTO b.pending_in, b.pending_out FROM ledger.pending_entries
   WHERE account_id = account AND recorded_at <= b.as_of ORDER BY recorded_at DESC, version DESC LIMIT 1;
  b.pending_in := coalesce(b.pending_in, 0);
  b.pending_out := coalesce(b.pending_out, 0);
  IF effective AND b.version < a.version THEN
    today := (b.as_of AT TIME ZONE 'UTC')::date;
    before := coalesce((SELECT change_so_far FROM ledger.backdatings WHERE account_id = account AND version <= b.version
                         ORDER BY version DESC LIMIT 1), 0);
    b.posted := b.posted - before
      + coalesce((SELECT sum(change) FROM ledger.backdated_days WHERE account_id = account AND day < today), 0)
      + coalesce((SELECT sum(change) FROM ledger.backdatings
                   WHERE account_id = account AND effective_at >= today::timestamp AT TIME ZONE 'UTC' AND effective_at <= b.as_of), 0);
  END IF;
  IF effective THEN
    b.version := a.version; -- the entries that the answer is made of: a later backdating may change it, and then this has grown
  END IF;
  RETURN b;
END
$$;
GRANT EXECUTE ON FUNCTION ledger.balance_at(uuid, timestamptz, boolean) TO ledge_runtime, ledge_acting;
