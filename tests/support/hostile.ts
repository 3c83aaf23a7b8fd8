// Settings of a server, a database or a role that change what values mean or how they are printed for every client that does not set its own, and a
// host that does the same. `LEDGE_HOSTILE=1` starts the test run's Postgres with them.

/** User settings, which a database and a role may have as well. Each differs from the product's own setting. */
export const hostileSettings: Readonly<Record<string, string>> = {
  TimeZone: "Asia/Kathmandu",
  timezone_abbreviations: "India",
  DateStyle: "SQL, DMY",
  IntervalStyle: "sql_standard",
  bytea_output: "escape",
  extra_float_digits: "-15",
  standard_conforming_strings: "off",
  backslash_quote: "on",
  array_nulls: "off",
  transform_null_equals: "on",
  row_security: "off",
  search_path: "somewhere_else",
  default_transaction_isolation: "serializable",
  default_transaction_deferrable: "on",
  synchronous_commit: "off",
  idle_session_timeout: "100ms",
  transaction_timeout: "1s",
  log_parameter_max_length_on_error: "1000B",
};

/** Settings for a database or a role alone: a whole server with them could not be prepared for tests. */
export const hostileToWriters: Readonly<Record<string, string>> = { default_transaction_read_only: "on", exit_on_error: "on" };

/**
 * Settings of the servers that tests start, as `name=value`: none, or the hostile ones. Time limits are not among them, because they would end the
 * tests' own idle connections.
 */
export const serverFlags = (): string[] =>
  process.env["LEDGE_HOSTILE"] === "1"
    ? Object.entries(hostileSettings)
        .filter(([name]) => !name.endsWith("_timeout"))
        .map(([name, value]) => `${name}=${value}`)
    : [];
