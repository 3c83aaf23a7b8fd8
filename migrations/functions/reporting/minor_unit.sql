-- The value of one minor unit of a currency: an exact decimal, so that an amount times it has the currency's decimals. The exponents are those of
-- shared/src/currencies.ts (ISO 4217 list one); a test compares them.
-- It is inlined into the statement that calls it, which is impossible for a function with settings of its own: hence no search_path.
CREATE OR REPLACE FUNCTION reporting.minor_unit(currency text)
RETURNS numeric
LANGUAGE sql
IMMUTABLE
PARALLEL SAFE
AS $$
  SELECT
    CASE
      WHEN currency IN (
        'BIF',
        'CLP',
        'DJF',
        'GNF',
        'ISK',
        'JPY',
        'KMF',
        'KRW',
        'PYG',
        'RWF',
        'UGX',
        'VND',
        'VUV',
        'XAF',
        'XOF',
        'XPF'
      ) THEN 1
      WHEN currency IN ('BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND') THEN 0.001
      ELSE 0.01
    END;
$$;
GRANT EXECUTE ON FUNCTION reporting.minor_unit(text) TO ledge_analyst;
COMMENT ON FUNCTION reporting.minor_unit IS 'The value of one minor unit of a currency: JPY 1, EUR 0.01, KWD 0.001.';
