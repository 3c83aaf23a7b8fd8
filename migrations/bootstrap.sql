-- Roles, once per cluster and database, by the database's administrator (on Neon: its console role). Migrations never run as it.
-- Idempotent, so that a fresh environment and a repaired one take the same path. Passwords are set apart (tools/src/migrate/bootstrap.ts).
--
--   ledge_owner      owns every schema, table and function; nobody logs in as it
--   ledge_migrator   logs in for `npm run db:migrate` alone and becomes ledge_owner; the runtime never holds it
--   ledge_runtime    what the runtime may do, granted table by table in the migrations; nobody logs in as it
--   ledge_runtime_a  \ two logins with the same grants, so that credentials rotate on the idle one
--   ledge_runtime_b  /   while the other serves (promise 8)
DO $$
DECLARE
  login text;
BEGIN
  -- Roles belong to the cluster, not the database: two bootstraps at once (two test runs) must take turns.
  PERFORM pg_advisory_xact_lock(hashtext('ledge.bootstrap'));

  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ledge_owner') THEN
    CREATE ROLE ledge_owner NOLOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ledge_runtime') THEN
    CREATE ROLE ledge_runtime NOLOGIN;
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'ledge_migrator') THEN
    CREATE ROLE ledge_migrator LOGIN NOINHERIT;
  END IF;
  GRANT ledge_owner TO ledge_migrator WITH INHERIT FALSE, SET TRUE;

  FOREACH login IN ARRAY ARRAY['ledge_runtime_a', 'ledge_runtime_b'] LOOP
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = login) THEN
      EXECUTE format('CREATE ROLE %I LOGIN INHERIT', login);
    END IF;
    -- SET FALSE: the login has the grants and can become no other role, not even the one it has them from (law 25).
    EXECUTE format('GRANT ledge_runtime TO %I WITH INHERIT TRUE, SET FALSE', login);
    -- A lock or a transaction that outlives its client would hold accounts hostage: the server ends both by itself.
    EXECUTE format('ALTER ROLE %I SET search_path = pg_catalog', login);
    EXECUTE format('ALTER ROLE %I SET lock_timeout = %L', login, '5s');
    EXECUTE format('ALTER ROLE %I SET statement_timeout = %L', login, '15s');
    EXECUTE format('ALTER ROLE %I SET idle_in_transaction_session_timeout = %L', login, '10s');
  END LOOP;

  -- By default every role may connect to a database and make temporary tables in it: here only who is named may connect.
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO ledge_migrator, ledge_runtime', current_database());
  EXECUTE format('GRANT CREATE ON DATABASE %I TO ledge_owner', current_database());
  REVOKE ALL ON SCHEMA public FROM PUBLIC;
END
$$;
