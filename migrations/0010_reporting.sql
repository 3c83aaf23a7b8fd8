-- Views for finance, with stable names, separate from the tables, which may change. No view has personal data beyond an account's name: no contact
-- data, no keys.
CREATE SCHEMA reporting;
GRANT USAGE ON SCHEMA reporting TO ledge_analyst;
COMMENT ON SCHEMA reporting IS 'Views of the books for ledge_analyst. Amounts are decimals of the currency; ids are those of the API.';
