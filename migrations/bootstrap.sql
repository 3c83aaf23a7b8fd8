-- Makes the roles, once per cluster and database, run by the database's administrator (on Neon: its console role). Migrations never run as it.
-- Idempotent, so that new and repaired environments run the same script. Passwords are set separately (tools/database/src/migrate/bootstrap.ts).
--
--   ledge_owner      owns every schema, table and function; nobody logs in as it
--   ledge_migrator   logs in for `npm run db:migrate` alone and becomes ledge_owner; the runtime never has its credentials
--   ledge_runtime    has the grants of the runtime, table by table from the migrations; nobody logs in as it
--   ledge_runtime_a  \ two logins with the same grants, so that the password of the idle one can be rotated
--   ledge_runtime_b  /   while the other serves
--   ledge_acting     reads one customer's rows, as row security lets it: a runtime login becomes it where a statement is one customer's
--   ledge_analyst    logs in for finance: reads the views of schema reporting, and nothing else
--   ledge_retention  logs in for `npm run retention`: calls the functions that make and drop partitions, and nothing else
--   ledge_auditor    logs in for `npm run grants`: reads the catalogs, as every login may, and nothing else
--   ledge_rotation   owns what changes the credentials of logins (rotation.sql), and may change those; nobody logs in as it
--   ledge_rotator    logs in for `npm run rotate` and for releases: calls these functions, and nothing else
DO $$
DECLARE
  ours  CONSTANT text[] := ARRAY['ledge_owner', 'ledge_runtime', 'ledge_acting', 'ledge_migrator', 'ledge_runtime_a', 'ledge_runtime_b', 'ledge_analyst', 'ledge_retention', 'ledge_auditor',
                              'ledge_rotation', 'ledge_rotator'];
  login text;
  role  text;
  -- Settings of every login: neither the server's configuration nor the database's own settings may decide what a value means or what its text
  -- is. core-service sets the same when it connects, with the reason of each (core-service/src/database/session-settings.ts).
  settings CONSTANT text[][] := ARRAY[
    ['TimeZone', 'UTC'], ['timezone_abbreviations', 'Default'], ['DateStyle', 'ISO, YMD'], ['IntervalStyle', 'postgres'], ['bytea_output', 'hex'], ['extra_float_digits', '1'],
    ['client_encoding', 'UTF8'], ['lc_monetary', 'C'], ['lc_numeric', 'C'], ['lc_time', 'C'], ['search_path', 'pg_catalog'],
    ['standard_conforming_strings', 'on'], ['backslash_quote', 'safe_encoding'], ['array_nulls', 'on'], ['transform_null_equals', 'off'],
    ['row_security', 'on'], ['exit_on_error', 'off'], ['default_transaction_isolation', 'read committed'],
    ['default_transaction_read_only', 'off'], ['default_transaction_deferrable', 'off'], ['synchronous_commit', 'on'],
    ['log_parameter_max_length_on_error', '0']];
  -- A lock or a transaction that outlives its client would block accounts: the server ends both by itself.
  limits CONSTANT text[][] := ARRAY[
    ['lock_timeout', '5s'], ['statement_timeout', '15s'], ['idle_in_transaction_session_timeout', '10s'],
    ['idle_session_timeout', '5min'], ['transaction_timeout', '0']];
  -- The analyst finds the views by their bare names, writes nothing by mistake, and keeps no transaction open for long: an old snapshot keeps the
  -- server from removing dead rows. A session may change these settings; it cannot change the grants and the number of connections.
  analysts CONSTANT text[][] := ARRAY[
    ['search_path', 'reporting'], ['default_transaction_read_only', 'on'], ['lock_timeout', '5s'], ['statement_timeout', '60s'],
    ['idle_in_transaction_session_timeout', '60s'], ['idle_session_timeout', '30min']];
  -- A run that is stopped leaves nothing open. Moving rows out of a default partition may take a while.
  retentions CONSTANT text[][] := ARRAY[
    ['lock_timeout', '5s'], ['statement_timeout', '60s'], ['idle_in_transaction_session_timeout', '10s'],
    ['idle_session_timeout', '5min'], ['transaction_timeout', '0']];
  -- A change of a password that waits for another one's is seen to fail, and is tried again.
  rotators CONSTANT text[][] := ARRAY[
    ['lock_timeout', '5s'], ['statement_timeout', '15s'], ['idle_in_transaction_session_timeout', '10s'],
    ['idle_session_timeout', '5min'], ['transaction_timeout', '0']];
  -- It looks from outside, unattended: what it says in a session must change nothing, and wait for nothing.
  auditors CONSTANT text[][] := ARRAY[
    ['default_transaction_read_only', 'on'], ['lock_timeout', '5s'], ['statement_timeout', '60s'], ['idle_in_transaction_session_timeout', '10s'],
    ['idle_session_timeout', '5min'], ['transaction_timeout', '0']];
  setting text[];
  -- A setting that a login has, for the whole cluster or in this database alone.
  said RECORD;
BEGIN
  -- Roles belong to the cluster, so bootstraps of two databases may race here: the second one finds that the role exists.
  FOREACH role IN ARRAY ours LOOP
    BEGIN
      EXECUTE format('CREATE ROLE %I', role);
    EXCEPTION WHEN duplicate_object OR unique_violation THEN
      NULL;
    END;
  END LOOP;
  -- GRANT locks the role in the cluster until this transaction ends: from here on, two bootstraps take turns.
  GRANT ledge_owner TO ledge_migrator WITH INHERIT FALSE, SET TRUE;
  -- Repeated at every run, so that a role that has drifted is corrected. An attribute is removed only if a role has it: NOCREATEDB needs an
  -- administrator with CREATEDB. (Only a superuser can remove SUPERUSER and BYPASSRLS.)
  FOR role IN SELECT rolname FROM pg_roles WHERE rolname = ANY (ours) AND rolcreatedb LOOP
    EXECUTE format('ALTER ROLE %I NOCREATEDB', role);
  END LOOP;
  FOR role IN SELECT rolname FROM pg_roles WHERE rolname = ANY (ours) AND rolcreaterole AND rolname <> 'ledge_rotation' LOOP
    EXECUTE format('ALTER ROLE %I NOCREATEROLE', role);
  END LOOP;
  -- A login may change its own settings, so whoever had its password for a moment may have left some: all go, and ours are set below. Other
  -- databases of the cluster are their own administrators'.
  FOR said IN
    SELECT r.rolname AS login, CASE WHEN setdatabase <> 0 THEN format(' IN DATABASE %I', current_database()) END AS place, split_part(s, '=', 1) AS name
      FROM pg_db_role_setting JOIN pg_roles AS r ON r.oid = setrole CROSS JOIN unnest(setconfig) AS s
     WHERE r.rolname = ANY (ours) AND setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
  LOOP
    BEGIN
      EXECUTE format('ALTER ROLE %I %s RESET %I', said.login, said.place, said.name);
    EXCEPTION WHEN feature_not_supported THEN
      -- transaction_read_only and its like: they can be set, and never reset. As a role's setting they have no effect beyond a first transaction.
      EXECUTE format('ALTER ROLE %I %s SET %I = %L', said.login, said.place, said.name, (SELECT boot_val FROM pg_settings WHERE name = said.name));
    END;
  END LOOP;
  ALTER ROLE ledge_owner NOLOGIN;
  ALTER ROLE ledge_runtime NOLOGIN;
  ALTER ROLE ledge_acting NOLOGIN;
  ALTER ROLE ledge_migrator LOGIN NOINHERIT;
  -- Another migrator, or a reader of a table that is to be changed, must not block a release for ever, nor a waiting release the bank behind it.
  ALTER ROLE ledge_migrator SET lock_timeout = '60s';
  -- Nor one whose client is gone: its password ends by the clock, a session by these.
  ALTER ROLE ledge_migrator SET idle_in_transaction_session_timeout = '60s';
  ALTER ROLE ledge_migrator SET idle_session_timeout = '5min';
  FOREACH setting SLICE 1 IN ARRAY settings LOOP
    EXECUTE format('ALTER ROLE ledge_migrator SET %I = %L', setting[1], setting[2]);
  END LOOP;

  FOREACH login IN ARRAY ARRAY['ledge_runtime_a', 'ledge_runtime_b'] LOOP
    -- Not LOGIN, which comes with a password of ours: one that is revoked stays so, whatever its password was changed to meanwhile.
    EXECUTE format('ALTER ROLE %I INHERIT', login);
    -- SET FALSE: the login has the grants and can become no other role, not even the one that has the grants (law 25).
    EXECUTE format('GRANT ledge_runtime TO %I WITH INHERIT TRUE, SET FALSE', login);
    -- The one role that it can become may read less than it does. INHERIT FALSE: else its policies would count for the login too.
    EXECUTE format('GRANT ledge_acting TO %I WITH INHERIT FALSE, SET TRUE', login);
    FOREACH setting SLICE 1 IN ARRAY settings || limits LOOP
      EXECUTE format('ALTER ROLE %I SET %I = %L', login, setting[1], setting[2]);
    END LOOP;
  END LOOP;

  ALTER ROLE ledge_analyst LOGIN INHERIT CONNECTION LIMIT 5; -- of some hundred: finance must not use up the connections of the runtime
  FOREACH setting SLICE 1 IN ARRAY settings || analysts LOOP
    EXECUTE format('ALTER ROLE ledge_analyst SET %I = %L', setting[1], setting[2]);
  END LOOP;

  ALTER ROLE ledge_retention LOGIN INHERIT CONNECTION LIMIT 3; -- two runs at once take turns; a third is of somebody who looks why
  FOREACH setting SLICE 1 IN ARRAY settings || retentions LOOP
    EXECUTE format('ALTER ROLE ledge_retention SET %I = %L', setting[1], setting[2]);
  END LOOP;

  ALTER ROLE ledge_auditor LOGIN INHERIT CONNECTION LIMIT 3; -- of some hundred, as retention
  FOREACH setting SLICE 1 IN ARRAY settings || auditors LOOP
    EXECUTE format('ALTER ROLE ledge_auditor SET %I = %L', setting[1], setting[2]);
  END LOOP;

  ALTER ROLE ledge_rotator LOGIN INHERIT CONNECTION LIMIT 3; -- of some hundred, as retention
  FOREACH setting SLICE 1 IN ARRAY settings || rotators LOOP
    EXECUTE format('ALTER ROLE ledge_rotator SET %I = %L', setting[1], setting[2]);
  END LOOP;

  -- From PostgreSQL 16 on CREATEROLE changes only the roles on which one has the ADMIN option: here those whose credentials rotate. INHERIT, because who has a
  -- login's rights sees and ends its sessions: neither pg_signal_backend nor pg_read_all_stats is needed, which would reach every login's. (It adds nothing:
  -- who has ADMIN may grant itself the rest.)
  ALTER ROLE ledge_rotation NOLOGIN CREATEROLE;
  FOREACH login IN ARRAY ARRAY['ledge_runtime_a', 'ledge_runtime_b', 'ledge_migrator'] LOOP
    EXECUTE format('GRANT %I TO ledge_rotation WITH ADMIN TRUE, INHERIT TRUE, SET FALSE', login);
  END LOOP;
  GRANT ledge_rotator TO ledge_rotation WITH ADMIN TRUE, INHERIT FALSE, SET FALSE;
  -- Who has made a role may become it once it is a member; a superuser may in any case.
  IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) THEN
    EXECUTE format('GRANT ledge_rotation TO %I WITH INHERIT FALSE, SET TRUE', current_user);
  END IF;

  -- By default every role may connect to a database and make temporary tables in it: here only these roles may connect.
  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO ledge_migrator, ledge_runtime, ledge_analyst, ledge_retention, ledge_auditor, ledge_rotator', current_database());
  EXECUTE format('GRANT CREATE ON DATABASE %I TO ledge_owner', current_database());
  REVOKE ALL ON SCHEMA public FROM PUBLIC;
END
$$;
