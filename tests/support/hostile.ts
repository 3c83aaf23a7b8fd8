// Settings of a server, a database or a role that would change what values mean, or what their text is, for whoever does not say otherwise;
// and a host that would. `LEDGE_HOSTILE=1` starts the test run's Postgres with them.

/** User settings: a database and a role may have them, too. Each is another than the product's own. */
export const hostileSettings: Readonly<Record<string, string>> = {
  TimeZone: "Asia/Kathmandu",
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

/** What only a database or a role can be given here: a whole server of it could not be prepared for tests. */
export const hostileToWriters: Readonly<Record<string, string>> = { default_transaction_read_only: "on", exit_on_error: "on" };

/**
 * Settings of the servers that tests start, `name=value`: none, or the hostile ones. Not limits of time: the tests' own connections, which are
 * idle while they look elsewhere, would not live with them.
 */
export const serverFlags = (): string[] =>
  process.env["LEDGE_HOSTILE"] === "1"
    ? Object.entries(hostileSettings)
        .filter(([name]) => !name.endsWith("_timeout"))
        .map(([name, value]) => `${name}=${value}`)
    : [];
