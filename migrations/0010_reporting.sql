-- What finance reads by hand: views under names that stay, apart from the tables, which are the product's own to change. No view has what
-- shows who a customer is beyond an account's name: no contact data, no keys.
CREATE SCHEMA reporting;
GRANT USAGE ON SCHEMA reporting TO ledge_analyst;
COMMENT ON SCHEMA reporting IS 'Views of the books for ledge_analyst. Amounts are decimals of the currency; ids are those of the API.';
