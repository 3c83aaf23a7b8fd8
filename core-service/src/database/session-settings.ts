// The session settings of core-service's connections, with the reason of each. The settings of a server, a database or a role must decide
// neither what a value means nor what its text is (law 29): so each connection sets them all when it opens. migrations/bootstrap.sql sets the
// same for the logins, as a second line of defence and for people who connect by hand; a test compares the two. Settings that only a superuser
// may change are not here, such as `lc_messages`: so nothing may depend on the text of an error, only on its SQLSTATE.

export interface SessionSetting {
  readonly name: string;
  readonly value: string;
  /** Why this value: what goes wrong with another. */
  readonly reason: string;
}

/** @internal Tests compare them with a session's, and set a server otherwise. */
export const sessionSettings: readonly SessionSetting[] = [
  // The text of values.
  { name: "TimeZone", value: "UTC", reason: "times are written in it, and a date is a day of it" },
  { name: "timezone_abbreviations", value: "Default", reason: "a zone in a time is known by the common names alone" },
  { name: "DateStyle", value: "ISO, YMD", reason: "the reader of times takes ISO alone, and 01/02/03 is no date" },
  { name: "IntervalStyle", value: "postgres", reason: "the text of an interval" },
  { name: "bytea_output", value: "hex", reason: "fingerprints and hashes are read as hex" },
  { name: "extra_float_digits", value: "1", reason: "a lower value rounds the result of date_part" },
  { name: "client_encoding", value: "UTF8", reason: "everything is written and read as UTF-8" },
  { name: "lc_monetary", value: "C", reason: "the text of formatted numbers" },
  { name: "lc_numeric", value: "C", reason: "the text of formatted numbers" },
  { name: "lc_time", value: "C", reason: "the text of formatted times" },
  // What a statement means.
  { name: "search_path", value: "pg_catalog", reason: "an unqualified name must not find a table or function that another role made" },
  { name: "standard_conforming_strings", value: "on", reason: "a backslash in a literal is a backslash" },
  { name: "backslash_quote", value: "safe_encoding", reason: "a quote in a literal is doubled, never escaped" },
  { name: "array_nulls", value: "on", reason: "NULL in the text of an array is null, not a word" },
  { name: "transform_null_equals", value: "off", reason: "x = NULL is unknown, as SQL has it" },
  { name: "row_security", value: "on", reason: "off makes a policy an error instead of a filter" },
  { name: "exit_on_error", value: "off", reason: "an error that a savepoint rolls back must not end the session" },
  // What a transaction is.
  {
    name: "default_transaction_isolation",
    value: "read committed",
    reason: "the posting functions read rows anew after they waited for a lock",
  },
  { name: "default_transaction_read_only", value: "off", reason: "every command writes" },
  { name: "default_transaction_deferrable", value: "off", reason: "no transaction waits until others have ended" },
  { name: "synchronous_commit", value: "on", reason: "an answered write survives a crash of the server" },
  // How long anything waits. A lock or a transaction that outlives its client would block accounts: the server ends both by itself.
  { name: "lock_timeout", value: "5s", reason: "a lane's task has 10 s in all" },
  { name: "statement_timeout", value: "15s", reason: "longer than any healthy statement" },
  { name: "idle_in_transaction_session_timeout", value: "10s", reason: "a client that died in a transaction holds its locks no longer" },
  {
    name: "idle_session_timeout",
    value: "5min",
    reason: "a lane closes its warm connection long before; a session that nobody closed, or that somebody else left open, ends by itself",
  },
  {
    name: "transaction_timeout",
    value: "0",
    reason: "statement_timeout and the idle limit bound a transaction, and their errors say which of them ended it",
  },
  // What the server logs.
  {
    name: "log_parameter_max_length_on_error",
    value: "0",
    reason: "parameters may be personal data, which no log may hold (law 28)",
  },
];

/**
 * Start-up options (PostgreSQL 18, 54.7: `options`), which win over what a login has said about itself, so that a session lives until it has said its
 * settings. They have only what can end it before: the limits of time, and a library that is missing.
 */
export const startupOptions: string = [
  ...sessionSettings.filter(({ name }) => name.endsWith("_timeout")).map(({ name, value }) => `-c ${name}=${value}`),
  "-c local_preload_libraries=",
].join(" ");

/**
 * What a session of dry runs begins with, after the product's settings: each of its transactions is one snapshot, in which Postgres refuses every row, row lock
 * and sequence that would be written. To be sent without parameters.
 */
export const ONE_SNAPSHOT =
  "SELECT pg_catalog.set_config('default_transaction_isolation', 'repeatable read', false), pg_catalog.set_config('default_transaction_read_only', 'on', false)";

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * Takes back what the login has said about itself: Postgres lets every login `ALTER ROLE` itself `SET` what any user may set, such as
 * `enable_indexscan` or `work_mem`, so one moment with its password would last. RESET ALL comes first, because a value that an earlier user of the
 * session set would hide the login's. What the server or the database says stays, because no login of the product can change it; where the login
 * spoke over the server, the compiled-in value counts. NO_RESET has what belongs to one transaction. The role is said by name: neither RESET ALL nor
 * pg_settings knows it, and the login may have become one that may less.
 */
const FORGET_LOGIN = `RESET ALL; SELECT pg_catalog.set_config('role', 'none', false); SELECT pg_catalog.set_config(name, boot_val, false) FROM pg_catalog.pg_settings
  WHERE source IN ('user', 'database user') AND context = 'user' AND 'NO_RESET' <> ALL (pg_catalog.pg_settings_get_flags(name))`;

/**
 * The statements that make a session the product's, in one round trip: to be sent without parameters. By set_config, so that no current setting
 * decides how the next one is parsed.
 */
export const setSession = (settings: readonly SessionSetting[] = sessionSettings): string =>
  `${FORGET_LOGIN}; SELECT ${settings.map(({ name, value }) => `pg_catalog.set_config(${literal(name)}, ${literal(value)}, false)`).join(", ")}`;
