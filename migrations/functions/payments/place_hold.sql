-- Places a hold (law 8). The caller, payments.run_commands, holds the locks of the accounts, as of every hold that it changes: so racing captures,
-- releases and sweeps run one after the other, and each sees what the one before it did.
CREATE OR REPLACE FUNCTION payments.place_hold(item payments.command, placed_at timestamptz)
RETURNS payments.hold_outcome
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  done payments.hold_outcome;
  hold payments.holds;
BEGIN
  done.refusal := ledger.refusal_to_hold(item.source_account, item.destination_account, item.amount, item.currency, item.acting_customer);
  IF done.refusal IS NULL AND item.expires_at <= placed_at THEN
    done.refusal := 'hold_expired';
  END IF;
  IF done.refusal IS NOT NULL THEN
    RETURN done;
  END IF;
  INSERT INTO payments.holds (id, source_account, destination_account, amount, currency, description, external_id, metadata, expires_at,
                              recorded_at)
  VALUES (item.seed, item.source_account, item.destination_account, item.amount, item.currency, item.description, item.external_id,
          item.metadata, item.expires_at, placed_at)
  RETURNING * INTO hold;
  PERFORM ledger.move_pending(hold.id, hold.source_account, hold.destination_account, hold.amount, placed_at);
  PERFORM payments.emit('hold.placed', hold.id, ARRAY[hold.source_account, hold.destination_account],
                        ROW(item.principal, item.request_id, item.trace_id), payments.facts(hold), placed_at);
  done.hold := hold;
  RETURN done;
END
$$;
