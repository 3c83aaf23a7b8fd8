-- What a resource is found by: each of its texts from its beginning, and from each word on. So a prefix of a text, or of some words in it, is a prefix of a
-- term, and a search is one range of an index. Of metadata it takes the names and the values, and both together as `name:value`.
--
-- There are at most 200 terms of at most 64 characters, or a resource with 50 members of metadata would take as much space as a thousand others; the
-- beginnings of texts come first, and always fit. In loops, because to begin a query takes as long as to go through all words of a resource.
CREATE OR REPLACE FUNCTION search.terms_of(texts text[], metadata jsonb)
RETURNS text[]
LANGUAGE plpgsql
IMMUTABLE
PARALLEL SAFE
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  most    CONSTANT integer := 200;
  length  CONSTANT integer := 64;
  given   text[] := texts;
  whole   text[] := '{}';
  words   text[] := '{}';
  text    text;
  pieces  text[];
BEGIN
  IF metadata <> '{}' THEN
    given := given || ARRAY(SELECT unnest(ARRAY[key || ':' || value, value]) FROM jsonb_each_text(metadata));
  END IF;
  FOREACH text IN ARRAY given LOOP
    text := search.normal(text);
    CONTINUE WHEN text IS NULL OR text = '';
    whole := whole || left(text, length);
    CONTINUE WHEN cardinality(words) >= most;
    -- From the end of one word to that of the next: a word is a letter or a digit after anything else, and what follows.
    pieces := string_to_array(regexp_replace(text COLLATE pg_unicode_fast, '([^[:alnum:]])([[:alnum:]])', E'\\1\x01\\2', 'g'), E'\x01');
    FOR word IN 2 .. least(cardinality(pieces), most - cardinality(words) + 1) LOOP
      words := words || left(array_to_string(pieces[word:word + length / 2], ''), length);
    END LOOP;
  END LOOP;
  IF cardinality(whole) + cardinality(words) > most THEN
    words := words[1:greatest(0, most - cardinality(whole))];
  END IF;
  RETURN ARRAY(SELECT DISTINCT term COLLATE "C" FROM unnest(whole || words) AS term ORDER BY 1);
END
$$;
