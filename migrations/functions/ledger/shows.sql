-- Whether what an owner has may be shown to whom a statement is for: to the acting customer its own alone, to everyone else all. For functions that run
-- as their owner, whom row security does not bind; the setting `role` still names the role that called them. It is
-- inlined into the statements that call it: hence no search_path.
CREATE OR REPLACE FUNCTION ledger.shows(owner uuid)
RETURNS boolean
LANGUAGE sql
STABLE
AS $$
  SELECT
    pg_catalog.current_setting('role') != 'ledge_acting'
    OR coalesce(owner = nullif(pg_catalog.current_setting('ledge.acting_customer', TRUE), '')::uuid, FALSE);
$$;
