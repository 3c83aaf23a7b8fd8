-- What retention.apply would do at an instant, one step after the other, and what it leaves alone, with the reason. It changes nothing.
--
-- Partitions are made by the server's own time, whatever instant is asked for: one of a month that has passed would be due at once, and dropping it takes the
-- tables. An earlier instant only drops less.
-- Days of NULL: nothing of the kind is dropped. Fewer days than the minimum are refused here, and an instant later than the server's own time counts as that
-- time: so whoever may call this cannot drop what is younger than the minimum. Refusals: 90 days, because a payment is tried again within minutes, by
-- a queue that was stopped within days, and by a person who works off a list within weeks. Deliveries: 30 days, because retries end after three days and
-- a receiver that was away longer finds every event in the feed, which is kept for good.
CREATE OR REPLACE FUNCTION retention.plan(at timestamptz, refusals_days integer, deliveries_days integer)
RETURNS SETOF retention.step
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET TimeZone = 'UTC'
AS $$
DECLARE
  -- With a month that has begun, the next ones: whoever runs this daily may fail to for three months before the default partitions have to take over.
  ahead   CONSTANT integer := 3;
  present CONSTANT timestamptz := /* own-clock */ least(at, ledger.wall_clock());
  -- A run says its own instant at its beginning and keeps it, also over the end of a month.
  making  CONSTANT timestamptz := /* own-past */ greatest(present, ledger.wall_clock() - interval '1 day');
  kinds   CONSTANT text[] := ARRAY['idempotency.refusals', 'webhooks.deliveries_ended webhooks.attempts'];
  days    CONSTANT integer[] := ARRAY[refusals_days, deliveries_days];
  relations text[];
  months  timestamptz[];
  strays  timestamptz[]; -- months of rows that the default partitions have
  month   timestamptz;
  waiting bigint;
BEGIN
  IF /* minimum */ refusals_days < 90 OR deliveries_days < 30 THEN
    RAISE EXCEPTION 'retention.plan: refusals are kept for at least 90 days, deliveries for at least 30' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  FOR kind IN 1 .. cardinality(kinds) LOOP
    relations := string_to_array(kinds[kind], ' ');
    months := ARRAY(SELECT m FROM retention.months_of(relations[1]) AS m);
    strays := ARRAY(SELECT DISTINCT date_trunc('month', at_time)
                      FROM (SELECT recorded_at AS at_time FROM idempotency.refusals_default WHERE kind = 1
                             UNION ALL SELECT uuid_extract_timestamp(id) FROM webhooks.deliveries_ended_default WHERE kind = 2
                             UNION ALL SELECT uuid_extract_timestamp(delivery_id) FROM webhooks.attempts_default WHERE kind = 2) AS s
                     WHERE at_time IS NOT NULL ORDER BY 1);

    FOR month IN SELECT m FROM generate_series(date_trunc('month', making), making + make_interval(months => ahead), interval '1 month') AS m
                  WHERE m <> ALL (months || strays) LOOP
      RETURN NEXT ROW('make', relations, month, 'ahead of its first row')::retention.step;
    END LOOP;
    -- A partition is not made of what is still being written: that would wait for its writers, and they for it.
    FOREACH month IN ARRAY strays LOOP
      RETURN NEXT CASE WHEN month + interval '1 month' <= present THEN ROW('make', relations, month, 'for rows in the default partition')::retention.step
                       ELSE ROW('late', relations, month, 'the default partition has its rows until the month has ended')::retention.step END;
    END LOOP;

    -- Also those that are to be made first: a run goes on until nothing is due.
    FOREACH month IN ARRAY ARRAY(SELECT m FROM unnest(months || strays) AS m WHERE m + interval '1 month' <= present - make_interval(days => days[kind]) ORDER BY m) LOOP
      waiting := CASE kind WHEN 2 THEN retention.pending_in(month) ELSE 0 END;
      RETURN NEXT CASE WHEN waiting = 0 THEN ROW('drop', relations, month, 'all of it is older than ' || days[kind] || ' days')::retention.step
                       ELSE ROW('keep', relations, month, waiting || ' of its deliveries are pending')::retention.step END;
    END LOOP;
  END LOOP;
END
$$;
GRANT EXECUTE ON FUNCTION retention.plan(timestamptz, integer, integer) TO ledge_retention;
