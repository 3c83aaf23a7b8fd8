// What a connection of the core is set to, and why. A server's, a database's or a role's own settings must decide neither what a value means
// nor what its text is (law 29): so each connection says them all when it opens. migrations/bootstrap.sql says the same for the logins, as the
// second line of defence and for who connects by hand; a test compares the two. What only a superuser may set is not here: `lc_messages`,
// for one, and so nothing may depend on the words of an error, only on its SQLSTATE.

export interface SessionSetting {
  readonly name: string;
  readonly value: string;
  /** What goes wrong with another value. */
  readonly reason: string;
}

export const sessionSettings: readonly SessionSetting[] = [
  // The text of values.
  { name: "TimeZone", value: "UTC", reason: "times are written in it, and a date is a day of it" },
  { name: "DateStyle", value: "ISO, YMD", reason: "the reader of times takes ISO alone, and 01/02/03 is no date" },
  { name: "IntervalStyle", value: "postgres", reason: "the text of an interval" },
  { name: "bytea_output", value: "hex", reason: "fingerprints and hashes are read as hex" },
  { name: "extra_float_digits", value: "1", reason: "less rounds what date_part answers" },
  { name: "client_encoding", value: "UTF8", reason: "everything is written and read as UTF-8" },
  { name: "lc_monetary", value: "C", reason: "the text of formatted numbers" },
  { name: "lc_numeric", value: "C", reason: "the text of formatted numbers" },
  { name: "lc_time", value: "C", reason: "the text of formatted times" },
  // What a statement means.
  { name: "search_path", value: "pg_catalog", reason: "an unqualified name must find no table or function of somebody else's" },
  { name: "standard_conforming_strings", value: "on", reason: "a backslash in a literal is a backslash" },
  { name: "backslash_quote", value: "safe_encoding", reason: "a quote in a literal is doubled, never escaped" },
  { name: "array_nulls", value: "on", reason: "NULL in the text of an array is null, not a word" },
  { name: "transform_null_equals", value: "off", reason: "x = NULL is unknown, as SQL has it" },
  { name: "row_security", value: "on", reason: "off makes a policy an error instead of a filter" },
  { name: "exit_on_error", value: "off", reason: "a refusal that is undone by a savepoint must not end the session" },
  // What a transaction is.
  { name: "default_transaction_isolation", value: "read committed", reason: "the posting functions read anew what they waited for" },
  { name: "default_transaction_read_only", value: "off", reason: "a commit that cannot write is no commit" },
  { name: "default_transaction_deferrable", value: "off", reason: "no transaction waits for a quiet moment" },
  { name: "synchronous_commit", value: "on", reason: "what was answered survives a crash of the server" },
  // How long anything waits. A lock or a transaction that outlives its client would hold accounts hostage: the server ends both by itself.
  { name: "lock_timeout", value: "5s", reason: "a lane's task has 10 s in all" },
  { name: "statement_timeout", value: "15s", reason: "longer than any healthy statement" },
  { name: "idle_in_transaction_session_timeout", value: "10s", reason: "a client that died in a transaction holds its locks no longer" },
  { name: "idle_session_timeout", value: "0", reason: "a warm connection is closed by the lane that holds it" },
  { name: "transaction_timeout", value: "0", reason: "the two limits above bound a transaction, and say which of them ended it" },
  // What the server keeps of what was sent.
  {
    name: "log_parameter_max_length_on_error",
    value: "0",
    reason: "parameters are personal, and logs are not the place for them (law 28)",
  },
];

const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** One statement that sets them all: one round trip. By name and value, so that no setting of now decides how the next is read. */
export const setSession = (settings: readonly SessionSetting[] = sessionSettings): string =>
  `SELECT ${settings.map(({ name, value }) => `pg_catalog.set_config(${literal(name)}, ${literal(value)}, false)`).join(", ")}`;
