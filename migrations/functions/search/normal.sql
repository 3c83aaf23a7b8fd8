-- A text as it is compared in a search: without case, marks, and what cannot be seen, and with one blank between words. The database does it for what is
-- kept and for what is asked, by Unicode's own tables (casefold and normalize of PostgreSQL 18), whatever locale the server has. It is inlined into the
-- statements that call it: hence no search_path.
CREATE OR REPLACE FUNCTION search.normal(given text)
RETURNS text
LANGUAGE sql
IMMUTABLE
PARALLEL SAFE
AS $$
  SELECT
    pg_catalog.btrim(
      pg_catalog.regexp_replace(
        CASE
          -- ASCII, of which most is.
          WHEN pg_catalog.octet_length(given) = pg_catalog.char_length(given) THEN pg_catalog.lower(given COLLATE "C")
          ELSE
            pg_catalog.regexp_replace(
              normalize(pg_catalog.casefold(normalize(given, NFKD) COLLATE pg_catalog.pg_unicode_fast), NFKD) COLLATE "C",
              -- Combining marks (of Latin, Greek and Cyrillic letters, of Hebrew and Arabic vowels), soft hyphens, joiners, variation selectors.
              '[\u0300-\u036F\u0591-\u05BD\u05BF\u05C1\u05C2\u064B-\u065F\u0670\u1AB0-\u1AFF\u1DC0-\u1DFF\u20D0-\u20FF\uFE20-\uFE2F\u00AD\u200B-\u200F\u2060\uFE00-\uFE0F\uFEFF]',
              '',
              'g'
            )
        END,
        '\s+',
        ' ',
        'g'
      )
    );
$$;
GRANT EXECUTE ON FUNCTION search.normal(text) TO ledge_runtime, ledge_acting;
