-- An account's balance at an instant (NULL or future: now), by what was recorded until then or by what counts until then.
-- Whoever posts holds the account's row from before the posting takes its time until it is committed. So this waits for that lock first:
-- nothing that is still on its way can be of an instant that has been answered, and a recorded-time answer never changes (law 6).
--
-- Effective: what counts until `at` is what was recorded until `at` (nothing counts before it is recorded, except backdatings), without
-- the backdatings among it, with all backdatings that count until `at`. Cost: two look-ups, the sums of the days before, and the
-- backdatings of one day.
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
  SELECT * INTO a FROM ledger.accounts WHERE id = account /* in-flight */ FOR SHARE;
  IF NOT FOUND THEN
    RETURN NULL;
  END IF;
  b.as_of := ledger.passed(at); -- under the lock, so that whoever records something about the account next takes a later time
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
    b.version := a.version; -- what the answer is made of: a later backdating may change it, and then this has grown
  END IF;
  RETURN b;
END
$$;
GRANT EXECUTE ON FUNCTION ledger.balance_at(uuid, timestamptz, boolean) TO ledge_runtime;
