-- An account's row and where it is, as postings are judged by it: whoever locks rows, and whoever only reads them, makes them of the same columns. It is
-- inlined into the statement that calls it for each row: hence no search_path.
CREATE OR REPLACE FUNCTION ledger.held_of(a ledger.accounts, place tid)
RETURNS ledger.held
LANGUAGE sql
IMMUTABLE
AS $$
  SELECT
    ROW(
      place,
      a.id,
      a.owner_id,
      a.currency,
      a.normal_side = 'debit',
      -a.overdraft_limit,
      a.status,
      a.owner_blocked,
      a.posted,
      a.pending_in,
      a.pending_out,
      a.version,
      a.pending_version,
      a.opened_on
    )::ledger.held;
$$;
