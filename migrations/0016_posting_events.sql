-- Postings and holds tell of themselves: whichever function moves money, or holds it, appends the event in the same transaction, under
-- the accounts' locks. The functions are those of 0006, 0008 and 0009, which say why they are right; new is what they tell.
ALTER TYPE payments.transfer_request ADD ATTRIBUTE trace_id text;

-- The facts of a row, for its event. 64-bit numbers travel as text: JSON readers keep 53 bits of them.
CREATE FUNCTION payments.facts(t payments.transfers) RETURNS json
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT json_build_object(
    'source_account', t.source_account, 'destination_account', t.destination_account, 'amount', t.amount::text, 'currency', t.currency,
    'description', t.description, 'external_id', t.external_id, 'metadata', t.metadata, 'reversal_of', t.reversal_of, 'hold', t.hold,
    'effective_at', t.effective_at, 'recorded_at', t.recorded_at)
$$;

CREATE FUNCTION payments.facts(h payments.holds) RETURNS json
LANGUAGE sql STABLE SET search_path = pg_catalog, pg_temp AS $$
  SELECT json_build_object(
    'source_account', h.source_account, 'destination_account', h.destination_account, 'amount', h.amount::text,
    'captured', h.captured::text, 'currency', h.currency, 'status', h.status, 'description', h.description, 'external_id', h.external_id,
    'metadata', h.metadata, 'expires_at', h.expires_at, 'recorded_at', h.recorded_at, 'resolved_at', h.resolved_at)
$$;

-- Appends an event about two accounts whose locks are held.
CREATE FUNCTION payments.tell(
  type text, resource uuid, source uuid, destination uuid, origin outbox.origin, data json, told_at timestamptz
) RETURNS void
LANGUAGE sql SET search_path = pg_catalog, pg_temp AS $$
  INSERT INTO outbox.pending (type, resource, accounts, versions, request_id, trace_id, data, occurred_at)
  SELECT tell.type, tell.resource, ARRAY[source, destination],
         ARRAY[(SELECT version FROM ledger.accounts WHERE id = source), (SELECT version FROM ledger.accounts WHERE id = destination)],
         (origin).request_id, (origin).trace_id, tell.data, told_at
$$;

CREATE OR REPLACE FUNCTION payments.book(batch payments.transfer_request[]) RETURNS ledger.posting_outcome[]
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_custom_plan
AS $$
DECLARE
  outcomes ledger.posting_outcome[];
BEGIN
  outcomes := ledger.post(ARRAY(
    SELECT ROW(ordinal, transfer_id, source_account, destination_account, amount, currency, acting_customer, effective_at)::ledger.posting
      FROM unnest(batch)));
  WITH booked AS (
    INSERT INTO payments.transfers (id, source_account, destination_account, amount, currency, description, external_id, metadata,
                                    effective_at, recorded_at)
    SELECT r.transfer_id, r.source_account, r.destination_account, r.amount, r.currency, r.description, r.external_id, r.metadata,
           coalesce(r.effective_at, o.recorded_at), o.recorded_at
      FROM unnest(batch) AS r JOIN unnest(outcomes) AS o ON o.ordinal = r.ordinal
     WHERE o.refusal IS NULL
    RETURNING *
  )
  INSERT INTO outbox.pending (type, resource, accounts, versions, request_id, trace_id, data, occurred_at)
  SELECT 'transfer.posted', t.id, ARRAY[t.source_account, t.destination_account], ARRAY[o.debit_version, o.credit_version],
         r.request_id, r.trace_id,
         -- As payments.facts has it; written out, because a call per row would cost more than the row.
         json_build_object(
           'source_account', t.source_account, 'destination_account', t.destination_account, 'amount', t.amount::text, 'currency', t.currency,
           'description', t.description, 'external_id', t.external_id, 'metadata', t.metadata, 'reversal_of', t.reversal_of, 'hold', t.hold,
           'effective_at', t.effective_at, 'recorded_at', t.recorded_at),
         t.recorded_at
    FROM booked AS t
    JOIN unnest(batch) AS r ON r.transfer_id = t.id
    JOIN unnest(outcomes) AS o ON o.ordinal = r.ordinal
   ORDER BY r.ordinal;
  RETURN outcomes;
END
$$;

DROP FUNCTION payments.reverse_transfer(uuid, uuid, uuid, numeric, text);
CREATE FUNCTION payments.reverse_transfer(
  reversal_id uuid, original_id uuid, acting_customer uuid, reversal_amount numeric, reason text, origin outbox.origin
) RETURNS payments.reversal_outcome
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  original payments.transfers;
  reversal payments.transfers;
  posted   ledger.posting_outcome;
  left_over numeric;
  outcome  payments.reversal_outcome;
BEGIN
  SELECT * INTO original FROM payments.transfers WHERE id = original_id FOR UPDATE;
  IF NOT FOUND THEN
    outcome.refusal := 'not_found';
    RETURN outcome;
  END IF;
  SELECT original.amount - coalesce(sum(amount), 0) INTO left_over FROM payments.transfers WHERE reversal_of = original_id;
  outcome.refusal := CASE
    WHEN original.reversal_of IS NOT NULL THEN 'transfer_not_reversible'
    WHEN reversal_amount <= 0 THEN 'amount_not_positive'
    WHEN coalesce(reversal_amount, 1) > left_over THEN 'reversal_exceeds_original'
  END;
  IF outcome.refusal IS NOT NULL THEN
    RETURN outcome;
  END IF;

  PERFORM ledger.lock_accounts(ARRAY[original.source_account, original.destination_account]);
  posted := (ledger.post(ARRAY[
    ROW(1, reversal_id, original.destination_account, original.source_account, coalesce(reversal_amount, left_over),
        original.currency, acting_customer, NULL)::ledger.posting]))[1];
  IF posted.refusal IS NOT NULL THEN
    -- The original may be seen by its payer too, who may not take the money back.
    outcome.refusal := CASE posted.refusal WHEN 'account_not_found' THEN 'transfer_not_reversible' ELSE posted.refusal END;
    RETURN outcome;
  END IF;

  INSERT INTO payments.transfers (id, source_account, destination_account, amount, currency, description, metadata,
                                  effective_at, recorded_at, reversal_of)
  VALUES (reversal_id, original.destination_account, original.source_account, coalesce(reversal_amount, left_over), original.currency,
          reason, '{}', posted.recorded_at, posted.recorded_at, original_id)
  RETURNING * INTO reversal;
  PERFORM payments.tell('transfer.posted', reversal_id, reversal.source_account, reversal.destination_account, origin,
                        payments.facts(reversal), posted.recorded_at);
  outcome.source := json_build_object('posted', posted.debit_posted::text, 'pending_in', posted.debit_pending_in::text,
                                      'pending_out', posted.debit_pending_out::text, 'version', posted.debit_version);
  IF posted.credit_visible THEN
    outcome.destination := json_build_object('posted', posted.credit_posted::text, 'pending_in', posted.credit_pending_in::text,
                                             'pending_out', posted.credit_pending_out::text, 'version', posted.credit_version);
  END IF;
  RETURN outcome;
END
$$;
GRANT EXECUTE ON FUNCTION payments.reverse_transfer(uuid, uuid, uuid, numeric, text, outbox.origin) TO ledge_runtime;

DROP FUNCTION payments.place_hold(uuid, uuid, uuid, uuid, numeric, text, text, text, jsonb, timestamptz);
CREATE FUNCTION payments.place_hold(
  hold_id uuid, acting_customer uuid, source uuid, destination uuid, amount numeric, currency text,
  description text, external_id text, metadata jsonb, expires_at timestamptz, origin outbox.origin
) RETURNS payments.hold_outcome
LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  outcome   payments.hold_outcome;
  placed_at timestamptz;
  hold      payments.holds;
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
  VALUES (hold_id, source, destination, amount, currency, description, external_id, metadata, expires_at, placed_at)
  RETURNING * INTO hold;
  PERFORM ledger.move_pending(hold_id, source, destination, amount::bigint, placed_at);
  PERFORM payments.tell('hold.placed', hold_id, source, destination, origin, payments.facts(hold), placed_at);
  RETURN payments.answer_hold(source, destination, acting_customer);
END
$$;
GRANT EXECUTE ON FUNCTION payments.place_hold(uuid, uuid, uuid, uuid, numeric, text, text, text, jsonb, timestamptz, outbox.origin) TO ledge_runtime;

DROP FUNCTION payments.capture_hold(uuid, uuid, uuid, numeric, boolean);
CREATE FUNCTION payments.capture_hold(hold_id uuid, transfer_id uuid, acting_customer uuid, capture_amount numeric, final boolean, origin outbox.origin)
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
  transfer   payments.transfers;
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
     WHERE id = hold_id
    RETURNING * INTO hold;
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
            judged_at, judged_at, hold_id)
    RETURNING * INTO transfer;
  EXCEPTION WHEN SQLSTATE 'LB001' THEN
    outcome.refusal := posted.refusal;
    RETURN outcome;
  END;
  PERFORM payments.tell('transfer.posted', transfer_id, hold.source_account, hold.destination_account, origin,
                        payments.facts(transfer), judged_at);
  PERFORM payments.tell('hold.captured', hold_id, hold.source_account, hold.destination_account, origin,
                        (payments.facts(hold)::jsonb || jsonb_build_object('transfer', transfer_id))::json, judged_at);
  RETURN payments.answer_hold(hold.source_account, hold.destination_account, acting_customer);
END
$$;
GRANT EXECUTE ON FUNCTION payments.capture_hold(uuid, uuid, uuid, numeric, boolean, outbox.origin) TO ledge_runtime;

DROP FUNCTION payments.release_hold(uuid, uuid);
CREATE FUNCTION payments.release_hold(hold_id uuid, acting_customer uuid, origin outbox.origin) RETURNS payments.hold_outcome
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
  UPDATE payments.holds SET status = 'released', resolved_at = judged_at WHERE id = hold_id RETURNING * INTO hold;
  PERFORM ledger.move_pending(hold_id, hold.source_account, hold.destination_account, hold.captured - hold.amount, judged_at);
  PERFORM payments.tell('hold.released', hold_id, hold.source_account, hold.destination_account, origin, payments.facts(hold), judged_at);
  RETURN payments.answer_hold(hold.source_account, hold.destination_account, acting_customer);
END
$$;
GRANT EXECUTE ON FUNCTION payments.release_hold(uuid, uuid, outbox.origin) TO ledge_runtime;

CREATE OR REPLACE FUNCTION payments.expire_holds(most integer) RETURNS timestamptz
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
    PERFORM payments.tell('hold.expired', hold.id, hold.source_account, hold.destination_account, NULL, payments.facts(hold), hold.resolved_at);
  END LOOP;
  RETURN (SELECT min(expires_at) FROM payments.holds WHERE status = 'open');
END
$$;
