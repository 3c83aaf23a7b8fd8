-- Does one step of retention.plan and commits it; all NULL: nothing is left to be done. It is called until then, so that no lock outlasts one partition. A
-- procedure, because its COMMIT is what no caller can put off: inside a transaction of the caller's the first one fails (2D000), before any lock. So it may be
-- neither a definer's nor have settings of its own, and each name has its schema; the rights are those of retention.apply.
CREATE OR REPLACE PROCEDURE retention.take_step(
  at timestamptz,
  refusals_days integer,
  deliveries_days integer,
  OUT action text,
  OUT relations text[],
  OUT month timestamptz,
  OUT reason text
)
LANGUAGE plpgsql
AS $$
BEGIN
  /* alone */ COMMIT;
  SELECT step.action, step.relations, step.month, step.reason INTO action, relations, month, reason FROM retention.apply(at, refusals_days, deliveries_days) AS step;
  COMMIT;
END
$$;
GRANT EXECUTE ON PROCEDURE retention.take_step(timestamptz, integer, integer) TO ledge_retention;
