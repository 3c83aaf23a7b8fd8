-- Holds: money promised, not moved (law 8). Pending amounts are double entry too: each change of an account's pending figures is a row
-- that is never changed, so that they can be proved, and asked for at any instant.
-- Pending is signed like a balance: pending_out is what the open holds will take from an account's balance, pending_in what they will add.
ALTER TABLE ledger.accounts ADD COLUMN pending_version bigint NOT NULL DEFAULT 0;

CREATE TABLE ledger.pending_entries (
  account_id  uuid        NOT NULL,
  version     bigint      NOT NULL CHECK (version > 0),
  hold_id     uuid        NOT NULL,
  change      bigint      NOT NULL, -- of pending_in or pending_out, whichever the account's side of the hold is
  pending_in  bigint      NOT NULL, -- after it
  pending_out bigint      NOT NULL,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (account_id, version)
);
CREATE INDEX pending_entries_by_time ON ledger.pending_entries (account_id, recorded_at DESC, version DESC);
GRANT SELECT ON ledger.pending_entries TO ledge_runtime;

-- Moves both accounts' pending by `change` (negative: lets go). The caller holds their locks.
CREATE FUNCTION ledger.move_pending(hold_id uuid, debit_account uuid, credit_account uuid, change bigint, moved_at timestamptz) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  WITH moved AS (
    UPDATE ledger.accounts
       SET pending_in = pending_in + CASE WHEN (normal_side = 'debit') = (id = debit_account) THEN change ELSE 0 END,
           pending_out = pending_out + CASE WHEN (normal_side = 'debit') = (id = debit_account) THEN 0 ELSE change END,
           pending_version = pending_version + 1
     WHERE id IN (debit_account, credit_account)
    RETURNING *
  )
  INSERT INTO ledger.pending_entries (account_id, version, hold_id, change, pending_in, pending_out, recorded_at)
  SELECT id, pending_version, hold_id, change, pending_in, pending_out, moved_at FROM moved
$$;

-- Why a hold cannot be placed, or NULL. The order of the codes is that of ledger.post; the caller holds the accounts' locks.
CREATE FUNCTION ledger.refusal_to_hold(debit_account uuid, credit_account uuid, amount numeric, currency text, acting_owner uuid) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  max_minor CONSTANT numeric := 9223372036854775807;
  d ledger.accounts;
  c ledger.accounts;
BEGIN
  IF amount IS NULL OR amount <> trunc(amount) THEN
    RAISE EXCEPTION 'a hold needs a whole amount' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  SELECT * INTO d FROM ledger.accounts WHERE id = debit_account;
  SELECT * INTO c FROM ledger.accounts WHERE id = credit_account;
  RETURN CASE
    WHEN amount <= 0 THEN 'amount_not_positive'
    WHEN amount > max_minor THEN 'amount_out_of_range'
    WHEN debit_account = credit_account THEN 'same_account'
    WHEN d.id IS NULL OR c.id IS NULL THEN 'account_not_found'
    WHEN acting_owner IS NOT NULL AND d.owner_id IS DISTINCT FROM acting_owner THEN 'account_not_found'
    WHEN d.currency <> refusal_to_hold.currency OR c.currency <> refusal_to_hold.currency THEN 'currency_mismatch'
    WHEN d.status = 'closed' OR c.status = 'closed' THEN 'account_closed'
    WHEN d.status = 'frozen' THEN 'account_frozen'
    -- The debited side first and alone, as in ledger.post: amounts must not sound out a stranger's balance (law 26).
    WHEN d.normal_side = 'debit' AND greatest(d.posted, 0)::numeric + d.pending_in + amount > max_minor THEN 'amount_out_of_range'
    WHEN d.normal_side = 'credit' AND greatest(-d.posted::numeric, 0) + d.pending_out + amount > max_minor THEN 'amount_out_of_range'
    WHEN d.normal_side = 'credit' AND d.posted::numeric - d.pending_out - amount < -d.overdraft_limit THEN 'insufficient_funds'
    WHEN c.normal_side = 'credit' AND greatest(c.posted, 0)::numeric + c.pending_in + amount > max_minor THEN 'amount_out_of_range'
    WHEN c.normal_side = 'debit' AND greatest(-c.posted::numeric, 0) + c.pending_out + amount > max_minor THEN 'amount_out_of_range'
    WHEN c.normal_side = 'debit' AND c.posted::numeric - c.pending_out - amount < -c.overdraft_limit THEN 'insufficient_funds'
  END;
END
$$;

-- An account's balance as a posting answers it. 64-bit numbers travel as text: JSON readers keep 53 bits of them.
CREATE FUNCTION ledger.figures(account uuid) RETURNS json
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  SELECT json_build_object('posted', posted::text, 'pending_in', pending_in::text, 'pending_out', pending_out::text, 'version', version)
    FROM ledger.accounts WHERE id = account
$$;

CREATE TABLE payments.holds (
  id                  uuid        PRIMARY KEY,
  source_account      uuid        NOT NULL,
  destination_account uuid        NOT NULL,
  amount              bigint      NOT NULL CHECK (amount > 0),
  captured            bigint      NOT NULL DEFAULT 0 CHECK (captured BETWEEN 0 AND amount),
  currency            text        NOT NULL,
  -- 'open' past expires_at is expired already: nothing captures it, and the sweep is about to let its pending go.
  status              text        NOT NULL DEFAULT 'open' CHECK (status IN ('open', 'captured', 'released', 'expired')),
  description         text,
  external_id         text,
  metadata            jsonb       NOT NULL,
  expires_at          timestamptz CHECK (isfinite(expires_at)),
  recorded_at         timestamptz NOT NULL,
  resolved_at         timestamptz CHECK ((status = 'open') = (resolved_at IS NULL))
);
CREATE INDEX holds_by_source ON payments.holds (source_account, id);
CREATE INDEX holds_by_destination ON payments.holds (destination_account, id);
-- What the sweep reads: only what is still to expire.
CREATE INDEX holds_to_expire ON payments.holds (expires_at) WHERE status = 'open' AND expires_at IS NOT NULL;
GRANT SELECT ON payments.holds TO ledge_runtime;

-- A capture is a transfer that points at its hold.
ALTER TABLE payments.transfers ADD COLUMN hold uuid;
CREATE INDEX transfers_by_hold ON payments.transfers (hold) WHERE hold IS NOT NULL;

CREATE TYPE payments.hold_outcome AS (
  refusal     text, -- NULL: done
  source      json,
  destination json  -- NULL: not the acting customer's to see
);

CREATE FUNCTION payments.answer_hold(source uuid, destination uuid, acting_customer uuid) RETURNS payments.hold_outcome
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  SELECT NULL::text,
         (SELECT ledger.figures(id) FROM ledger.accounts WHERE id = source AND (acting_customer IS NULL OR owner_id = acting_customer)),
         (SELECT ledger.figures(id) FROM ledger.accounts WHERE id = destination AND (acting_customer IS NULL OR owner_id = acting_customer))
$$;

-- The functions below run inside the caller's transaction, which also records the key. All take the accounts' locks first, then the
-- hold's row: whatever changes a hold holds both, so racing captures, releases and sweeps take turns, and see what the one before did.

CREATE FUNCTION payments.place_hold(
  hold_id uuid, acting_customer uuid, source uuid, destination uuid, amount numeric, currency text,
  description text, external_id text, metadata jsonb, expires_at timestamptz
) RETURNS payments.hold_outcome
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  outcome   payments.hold_outcome;
  placed_at timestamptz;
BEGIN
  PERFORM ledger.lock_accounts(ARRAY[source, destination]);
  placed_at := ledger.clock();
  outcome.refusal := ledger.refusal_to_hold(source, destination, amount, currency, acting_customer);
  IF outcome.refusal IS NULL AND expires_at <= placed_at THEN
    outcome.refusal := 'hold_expired';
  END IF;
  IF outcome.refusal IS NOT NULL THEN
    RETURN outcome;
  END IF;
  INSERT INTO payments.holds (id, source_account, destination_account, amount, currency, description, external_id, metadata, expires_at,
                              recorded_at)
  VALUES (hold_id, source, destination, amount, currency, description, external_id, metadata, expires_at, placed_at);
  PERFORM ledger.move_pending(hold_id, source, destination, amount::bigint, placed_at);
  RETURN payments.answer_hold(source, destination, acting_customer);
END
$$;

-- Locks a hold and its accounts; NULL: it is not there, or resolving it is not the acting customer's. The payee collects and gives back.
CREATE FUNCTION payments.lock_hold(hold_id uuid, acting_customer uuid) RETURNS payments.holds
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
  hold payments.holds;
BEGIN
  SELECT * INTO hold FROM payments.holds WHERE id = hold_id;
  PERFORM ledger.lock_accounts(ARRAY[hold.source_account, hold.destination_account]);
  IF acting_customer IS NOT NULL
     AND NOT EXISTS (SELECT FROM ledger.accounts WHERE id = hold.destination_account AND owner_id = acting_customer) THEN
    RETURN NULL;
  END IF;
  SELECT * INTO hold FROM payments.holds WHERE id = hold_id FOR UPDATE;
  RETURN hold;
END
$$;

-- Captures `capture_amount` (NULL: all that is left) as a transfer; `final` lets go of what is left then.
CREATE FUNCTION payments.capture_hold(hold_id uuid, transfer_id uuid, acting_customer uuid, capture_amount numeric, final boolean)
RETURNS payments.hold_outcome
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  hold       payments.holds := payments.lock_hold(hold_id, acting_customer);
  judged_at  CONSTANT timestamptz := ledger.clock();
  left_over  CONSTANT bigint := hold.amount - hold.captured;
  taken      CONSTANT numeric := coalesce(capture_amount, left_over);
  ends       CONSTANT boolean := final OR taken = left_over;
  posted     ledger.posting_outcome;
  outcome    payments.hold_outcome;
BEGIN
  outcome.refusal := CASE
    WHEN hold.id IS NULL THEN 'not_found'
    WHEN capture_amount <= 0 THEN 'amount_not_positive'
    WHEN hold.status <> 'open' THEN 'hold_not_open'
    WHEN hold.expires_at <= judged_at THEN 'hold_expired'
    WHEN taken > left_over THEN 'capture_exceeds_hold'
  END;
  IF outcome.refusal IS NOT NULL THEN
    RETURN outcome;
  END IF;
  -- What is captured was kept free for it: let go first, it passes every floor. The block undoes that when the posting is refused.
  BEGIN
    UPDATE payments.holds
       SET captured = captured + taken, status = CASE WHEN ends THEN 'captured' ELSE 'open' END,
           resolved_at = CASE WHEN ends THEN judged_at END
     WHERE id = hold_id;
    PERFORM ledger.move_pending(hold_id, hold.source_account, hold.destination_account,
                                -(CASE WHEN ends THEN left_over ELSE taken END)::bigint, judged_at);
    posted := (ledger.post(ARRAY[
      ROW(1, transfer_id, hold.source_account, hold.destination_account, taken, hold.currency, NULL, NULL)::ledger.posting], judged_at))[1];
    IF posted.refusal IS NOT NULL THEN
      RAISE EXCEPTION USING ERRCODE = 'LB001';
    END IF;
    INSERT INTO payments.transfers (id, source_account, destination_account, amount, currency, description, metadata, effective_at,
                                    recorded_at, hold)
    VALUES (transfer_id, hold.source_account, hold.destination_account, taken, hold.currency, hold.description, hold.metadata,
            judged_at, judged_at, hold_id);
  EXCEPTION WHEN SQLSTATE 'LB001' THEN
    outcome.refusal := posted.refusal;
    RETURN outcome;
  END;
  RETURN payments.answer_hold(hold.source_account, hold.destination_account, acting_customer);
END
$$;

CREATE FUNCTION payments.release_hold(hold_id uuid, acting_customer uuid) RETURNS payments.hold_outcome
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  hold      payments.holds := payments.lock_hold(hold_id, acting_customer);
  judged_at CONSTANT timestamptz := ledger.clock();
  outcome   payments.hold_outcome;
BEGIN
  outcome.refusal := CASE
    WHEN hold.id IS NULL THEN 'not_found'
    WHEN hold.status <> 'open' THEN 'hold_not_open'
    WHEN hold.expires_at <= judged_at THEN 'hold_expired'
  END;
  IF outcome.refusal IS NOT NULL THEN
    RETURN outcome;
  END IF;
  UPDATE payments.holds SET status = 'released', resolved_at = judged_at WHERE id = hold_id;
  PERFORM ledger.move_pending(hold_id, hold.source_account, hold.destination_account, hold.captured - hold.amount, judged_at);
  RETURN payments.answer_hold(hold.source_account, hold.destination_account, acting_customer);
END
$$;

-- Lets the pending of holds go whose time has passed, at most `most` of them, and says when the next one is due (NULL: none).
-- When a hold has expired is decided here and in capture_hold, by this clock; whoever calls only decides when to look.
CREATE FUNCTION payments.expire_holds(most integer) RETURNS timestamptz
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  due  uuid[];
  hold payments.holds;
BEGIN
  due := ARRAY(SELECT id FROM payments.holds WHERE status = 'open' AND expires_at <= ledger.clock() ORDER BY expires_at LIMIT most);
  PERFORM ledger.lock_accounts(ARRAY(
    SELECT source_account FROM payments.holds WHERE id = ANY (due) UNION SELECT destination_account FROM payments.holds WHERE id = ANY (due)));
  FOR hold IN
    UPDATE payments.holds SET status = 'expired', resolved_at = ledger.clock() WHERE id = ANY (due) AND status = 'open' RETURNING *
  LOOP
    PERFORM ledger.move_pending(hold.id, hold.source_account, hold.destination_account, hold.captured - hold.amount, hold.resolved_at);
  END LOOP;
  RETURN (SELECT min(expires_at) FROM payments.holds WHERE status = 'open');
END
$$;

GRANT EXECUTE ON FUNCTION payments.place_hold(uuid, uuid, uuid, uuid, numeric, text, text, text, jsonb, timestamptz) TO ledge_runtime;
GRANT EXECUTE ON FUNCTION payments.capture_hold(uuid, uuid, uuid, numeric, boolean) TO ledge_runtime;
GRANT EXECUTE ON FUNCTION payments.release_hold(uuid, uuid) TO ledge_runtime;
GRANT EXECUTE ON FUNCTION payments.expire_holds(integer) TO ledge_runtime;
