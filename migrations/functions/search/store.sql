-- Puts resources of one kind into models as the tables have them now: what they were before is replaced, and one that is gone is taken out. So it does not
-- matter how often, in which order and how late it is called, as long as it is called after the last change. Its caller holds the lock of the inbox.
CREATE OR REPLACE FUNCTION search.store(slots integer[], kind text, ids uuid[])
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
/* settings/rows-by-key.sql */
AS $$
DECLARE
  institution CONSTANT uuid := '00000000-0000-0000-0000-000000000000';
BEGIN
  -- Postings never change, and so are never replaced.
  IF kind NOT IN ('transfer', 'transaction') THEN
    DELETE FROM search.terms AS t
     USING search.documents AS d
     WHERE /* old-terms */ d.slot = ANY (slots) AND d.viewer = institution AND d.id = ANY (ids)
       AND t.slot = d.slot AND t.term = ANY (d.terms) AND t.id = d.id;
    -- A row of a customer goes with nothing: what customers see is never deleted.
    DELETE FROM search.documents AS d
     WHERE d.slot = ANY (slots) AND d.viewer = institution AND d.id = ANY (ids);
  END IF;
  EXECUTE format(
    $stored$
      WITH now AS MATERIALIZED (SELECT * FROM search.%I WHERE id = ANY ($2)),
      stored AS (
        INSERT INTO search.documents AS d (slot, viewer, id, kind, title, reference, status, currency, amount, parties, terms, recorded_at)
        SELECT slot, viewer, id, kind, title, reference, status, currency, amount, parties, terms, recorded_at
          FROM now CROSS JOIN unnest($1) AS slot
         ORDER BY slot, viewer, id
            ON CONFLICT (slot, viewer, id) DO UPDATE
           SET title = excluded.title, reference = excluded.reference, status = excluded.status, terms = excluded.terms
         WHERE (d.title, d.reference, d.status, d.terms) IS DISTINCT FROM (excluded.title, excluded.reference, excluded.status, excluded.terms)
      )
      INSERT INTO search.terms (slot, term, id)
      SELECT slot, term, id FROM now CROSS JOIN unnest($1) AS slot CROSS JOIN unnest(terms) AS term WHERE viewer = $3
       ORDER BY slot, term, id
          ON CONFLICT DO NOTHING
    $stored$,
    kind || '_documents'
  ) USING slots, ids, institution;
END
$$;
