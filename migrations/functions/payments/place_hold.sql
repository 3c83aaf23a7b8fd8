-- Places a hold (law 8). The caller, payments.run_commands, holds the locks of the accounts, as of every hold that it changes: so racing captures,
-- releases and sweeps run one after the other, and each sees what the one before it did.
CREATE OR REPLACE FUNCTION payments.place_hold(
  hold_id uuid,
  acting_customer uuid,
  source uuid,
  destination uuid,
  amount numeric,
  currency text,
  description text,
  external_id text,
  metadata jsonb,
  expires_at timestamptz,
  origin outbox.origin
)
RETURNS payments.hold_outcome
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  outcome   payments.hold_outcome;
  placed_at timestamptz;
  hold      payments.holds;
BEGIN
  placed_at := ledger.take_time();
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
  PERFORM payments.emit('hold.placed', hold_id, ARRAY[source, destination], origin, payments.facts(hold), placed_at);
  RETURN payments.answer_hold(source, destination, acting_customer, placed_at);
END
$$;
