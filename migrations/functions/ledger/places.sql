-- The place of each of some accounts among `ids`, in their order; NULL: it is not there. By a hash join, whatever the statistics say: this joins two
-- arrays whose lengths no plan knows, and a nested loop of a thousand by a thousand takes longer than the whole posting.
CREATE OR REPLACE FUNCTION ledger.places(accounts uuid[], ids uuid[])
RETURNS integer[]
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
SET enable_hashjoin = ON
SET enable_nestloop = OFF
SET enable_mergejoin = OFF
/* settings/plan-once.sql */
AS $$
BEGIN
  RETURN ARRAY(
    SELECT i.place FROM unnest(accounts) WITH ORDINALITY AS a (id, place)
      LEFT JOIN unnest(ids) WITH ORDINALITY AS i (id, place) ON i.id = a.id ORDER BY a.place);
END
$$;
