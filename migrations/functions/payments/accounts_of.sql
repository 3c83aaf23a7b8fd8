-- The accounts that commands concern, to be locked before the first one runs, or read by a dry run. Of a hold or transfer that is somebody else's there are none:
-- neither a wait nor a row that was written may distinguish it from one that does not exist (law 26).
CREATE OR REPLACE FUNCTION payments.accounts_of(batch payments.command[])
RETURNS uuid[]
LANGUAGE plpgsql
STABLE
SET search_path = pg_catalog, pg_temp
AS $$
-- Its callers have the settings of the planner, as those of payments.book.
BEGIN
  RETURN ARRAY(
    SELECT source_account FROM unnest(batch) UNION SELECT destination_account FROM unnest(batch)
     UNION SELECT l.account FROM unnest(batch) AS b, jsonb_to_recordset(b.legs) AS l (account uuid)
     UNION SELECT unnest(ARRAY[h.source_account, h.destination_account]) FROM unnest(batch) AS b JOIN payments.holds AS h ON h.id = b.target
            CROSS JOIN LATERAL payments.party_of(h.source_account, h.destination_account, b.acting_customer) AS caller
            WHERE /* own-target */ caller.is_payer OR caller.is_payee
     UNION SELECT unnest(ARRAY[t.source_account, t.destination_account]) FROM unnest(batch) AS b JOIN ledger.transfers AS t ON t.id = b.target
            CROSS JOIN LATERAL payments.party_of(t.source_account, t.destination_account, b.acting_customer) AS caller
            WHERE caller.is_payer OR caller.is_payee);
END
$$;
