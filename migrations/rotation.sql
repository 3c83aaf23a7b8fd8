-- Changes of the credentials of logins (decision 75): tables and functions, made by the database's administrator after the roles (bootstrap.sql), and
-- as often as those. Migrations, which ledge_owner applies, cannot change them: ledge_rotation owns them all and has CREATEROLE and the ADMIN option on the
-- logins that rotate. ledge_rotator may call five functions, each of which notes what it did.
--
-- Nothing here may run a text of ledge_owner's, which would run with the rights of ledge_rotation: no table of its is written, because that may have a
-- trigger, and none of its functions is called. So what was done is noted in `pending`, in the transaction that did it; outbox.sequence makes an event of
-- it, and that has its record in the audit log.
CREATE SCHEMA IF NOT EXISTS rotation AUTHORIZATION ledge_rotation;
SET ROLE ledge_rotation;

CREATE TABLE IF NOT EXISTS rotation.credentials (
  login text PRIMARY KEY,
  id uuid NOT NULL DEFAULT uuidv7(),
  rotated_at timestamptz NOT NULL DEFAULT clock_timestamp(), -- when it got a password that somebody knows
  is_revoked boolean NOT NULL DEFAULT FALSE, -- nobody knows its password
  changed_in xid8 NOT NULL DEFAULT pg_current_xact_id()
);
-- Of the last three only the owner changes the password: whoever does so notes it here, and a change that nobody noted makes one look older than it is.
INSERT INTO rotation.credentials (login)
SELECT
  unnest(
    ARRAY['ledge_runtime_a', 'ledge_runtime_b', 'ledge_rotator', 'ledge_migrator', 'ledge_analyst', 'ledge_retention', 'ledge_auditor']
  )
ON CONFLICT DO NOTHING;

CREATE TABLE IF NOT EXISTS rotation.pending (
  seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  credential uuid NOT NULL,
  login text NOT NULL,
  change text NOT NULL,
  valid_until timestamptz,
  changed_at timestamptz NOT NULL
);

-- Notes what was done.
CREATE OR REPLACE FUNCTION rotation.note(login text, what text, valid_until timestamptz)
RETURNS void
LANGUAGE sql
SET search_path = pg_catalog, pg_temp
AS $$
  INSERT INTO rotation.pending (credential, login, change, valid_until, changed_at)
  SELECT c.id, c.login, note.what, note.valid_until, date_trunc('milliseconds', clock_timestamp())
  FROM rotation.credentials AS c
  WHERE c.login = note.login;
$$;

-- Gives a login a password, and notes it. Two changes of one login take turns.
--
-- The password comes in clear, because Neon takes no other, and must land nowhere: it is a parameter; the statement that has it as a literal is no top-level one,
-- which alone are logged by default; and its failure is reported without it. 32 characters of base64url at least: 190 bits when they are random. A text
-- that Postgres would take for a verifier is refused.
CREATE OR REPLACE FUNCTION rotation.change(login text, password text, may_log_in boolean, valid_until timestamptz, what text)
RETURNS void
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF coalesce(password !~ '^(?!md5)[A-Za-z0-9_-]{32,128}$', TRUE) THEN
    RAISE EXCEPTION 'a password has 32 to 128 characters of A-Z, a-z, 0-9, - and _' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  PERFORM FROM rotation.credentials AS c WHERE c.login = change.login /* one-at-a-time */ FOR UPDATE;
  BEGIN
    EXECUTE format('ALTER ROLE %I %s PASSWORD %L VALID UNTIL %L', login, CASE WHEN may_log_in THEN 'LOGIN' ELSE 'NOLOGIN' END, password, valid_until);
  EXCEPTION WHEN OTHERS OR query_canceled THEN
    /* without-the-statement */ RAISE EXCEPTION 'the password of % was not changed: %', login, SQLERRM USING ERRCODE = SQLSTATE;
  END;
  UPDATE rotation.credentials AS c
     SET is_revoked = NOT may_log_in, changed_in = pg_current_xact_id(), rotated_at = CASE WHEN may_log_in THEN clock_timestamp() ELSE c.rotated_at END
   WHERE c.login = change.login;
  PERFORM rotation.note(login, what, CASE what WHEN 'opened' THEN valid_until END);
END
$$;

-- How many sessions a login has, in all databases of the server.
CREATE OR REPLACE FUNCTION rotation.sessions(login text)
RETURNS bigint
LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  -- Else a transaction that has looked before would see what it saw then.
  PERFORM pg_stat_clear_snapshot();
  RETURN (SELECT count(*) FROM pg_stat_activity AS a WHERE a.usename = sessions.login);
END
$$;

-- Gives a runtime login that nobody uses a password, or the rotator itself.
CREATE OR REPLACE FUNCTION rotation.set_password(login text, password text)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET TimeZone = 'UTC'
SET DateStyle = 'ISO, YMD'
SET password_encryption = 'scram-sha-256'
SET scram_iterations = 4096
AS $$
BEGIN
  IF /* these-logins */ coalesce(login NOT IN ('ledge_runtime_a', 'ledge_runtime_b', 'ledge_rotator'), TRUE) THEN
    RAISE EXCEPTION 'rotation.set_password: not a login that it may change' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF /* in-use */ login <> 'ledge_rotator' AND rotation.sessions(login) > 0 THEN
    RAISE EXCEPTION '% has % sessions', login, rotation.sessions(login) USING ERRCODE = 'LR001';
  END IF;
  PERFORM rotation.change(login, password, TRUE, 'infinity', 'password_set');
END
$$;

-- Gives a login a password that nobody knows, whoever uses it, and lets it log in no more. Its sessions go on: the answer is how many there are. A log-in that
-- was half way, with the password before, is stopped by NOLOGIN, which is asked last.
--
-- Whoever has the login may hold its row in the catalog, by a change of its own password that he does not commit or makes again and again: he is cut off, and
-- the change is tried again.
CREATE OR REPLACE FUNCTION rotation.revoke(login text)
RETURNS bigint
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET TimeZone = 'UTC'
SET DateStyle = 'ISO, YMD'
SET password_encryption = 'scram-sha-256'
SET scram_iterations = 4096
AS $$
DECLARE
  most CONSTANT integer := 20;
  pids integer[];
BEGIN
  IF /* these-logins */ coalesce(login NOT IN ('ledge_runtime_a', 'ledge_runtime_b', 'ledge_migrator'), TRUE) THEN
    RAISE EXCEPTION 'rotation.revoke: not a login that it may change' USING ERRCODE = 'insufficient_privilege';
  END IF;
  -- A change by another rotator is waited for as long as any lock; what is waited for from here on is the login's own doing.
  PERFORM FROM rotation.credentials AS c WHERE c.login = revoke.login FOR UPDATE;
  PERFORM set_config('lock_timeout', '500ms', TRUE);
  FOR attempt IN 1..most LOOP
    BEGIN
      -- 244 random bits, of the server's strong source. Only the migrator has an end: bootstrap would not take that of another login away.
      PERFORM rotation.change(login, replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), /* no-log-in */ FALSE,
                              CASE login WHEN 'ledge_migrator' THEN clock_timestamp() ELSE 'infinity' END,
                              CASE login WHEN 'ledge_migrator' THEN 'closed' ELSE 'revoked' END);
      RETURN rotation.sessions(login);
    EXCEPTION WHEN lock_not_available OR internal_error THEN -- the latter is "tuple concurrently updated"
      IF attempt = most THEN RAISE; END IF;
    END;
    PERFORM pg_stat_clear_snapshot();
    pids := ARRAY(SELECT a.pid FROM pg_stat_activity AS a WHERE a.usename = revoke.login);
    PERFORM /* out-of-the-way */ pg_terminate_backend(pid) FROM unnest(pids) AS pid;
  END LOOP;
END
$$;

-- Ends the sessions of a login that is revoked, and answers how many it has ended; it is called until there are none. Only once the revocation is committed:
-- until then, whoever is cut off logs in again with the password before.
CREATE OR REPLACE FUNCTION rotation.end_sessions(login text)
RETURNS bigint
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
DECLARE
  -- First, and then the end: in one query Postgres might call pg_terminate_backend for sessions that a later condition leaves out.
  pids  integer[];
  ended bigint;
BEGIN
  PERFORM FROM rotation.credentials AS c WHERE c.login = end_sessions.login AND is_revoked /* committed */ AND changed_in <> pg_current_xact_id() FOR SHARE;
  IF NOT FOUND THEN
    RAISE EXCEPTION 'rotation.end_sessions: the login was not revoked by an earlier transaction' USING ERRCODE = 'LR002';
  END IF;
  PERFORM pg_stat_clear_snapshot();
  pids := ARRAY(SELECT a.pid FROM pg_stat_activity AS a WHERE a.usename = end_sessions.login);
  SELECT count(*) INTO ended FROM unnest(pids) AS pid WHERE pg_terminate_backend(pid);
  IF ended > 0 THEN
    PERFORM rotation.note(login, 'sessions_ended', NULL);
  END IF;
  RETURN ended;
END
$$;

-- Notes that a runtime login is published as the one to use: the runtime, which hears of it, replaces its sessions.
CREATE OR REPLACE FUNCTION rotation.announce(login text)
RETURNS void
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
AS $$
BEGIN
  IF /* these-logins */ coalesce(login NOT IN ('ledge_runtime_a', 'ledge_runtime_b'), TRUE) THEN
    RAISE EXCEPTION 'rotation.announce: not a login of the runtime' USING ERRCODE = 'insufficient_privilege';
  END IF;
  PERFORM rotation.note(login, 'published', NULL);
END
$$;

-- Opens the migrator for some minutes, whoever forgets to close it: answers until when. It is closed by rotation.revoke.
CREATE OR REPLACE FUNCTION rotation.open_migrator(password text, minutes integer)
RETURNS timestamptz
LANGUAGE plpgsql
SECURITY DEFINER
SET search_path = pg_catalog, pg_temp
SET TimeZone = 'UTC'
SET DateStyle = 'ISO, YMD'
SET password_encryption = 'scram-sha-256'
SET scram_iterations = 4096
AS $$
DECLARE
  valid_until timestamptz;
BEGIN
  IF /* bounded */ coalesce(minutes NOT BETWEEN 1 AND 60, TRUE) THEN
    RAISE EXCEPTION 'rotation.open_migrator: for 1 to 60 minutes' USING ERRCODE = 'invalid_parameter_value';
  END IF;
  valid_until := date_trunc('milliseconds', clock_timestamp()) + make_interval(mins => minutes);
  PERFORM rotation.change('ledge_migrator', password, TRUE, valid_until, 'opened');
  RETURN valid_until;
END
$$;

REVOKE ALL ON ALL FUNCTIONS IN SCHEMA rotation FROM PUBLIC;
GRANT USAGE ON SCHEMA rotation TO ledge_rotator, ledge_runtime, ledge_owner, ledge_auditor;
GRANT EXECUTE
ON FUNCTION rotation.set_password(text, text),
rotation.announce(text),
rotation.revoke(text),
rotation.end_sessions(text),
rotation.open_migrator(text, integer)
TO ledge_rotator;
-- How old each is, for operators.
GRANT SELECT ON rotation.credentials TO ledge_runtime, ledge_auditor;
-- For outbox.sequence.
GRANT SELECT, DELETE ON rotation.pending TO ledge_owner;
RESET ROLE;
