// Connects a tool to a database, with the product's session settings: neither the text of a value nor the meaning of a statement may depend on the
// settings of the server, the database or the role. Timeouts are not among them, because a migration may wait.
import pg from "pg";

/** The settings of core-service/src/database/session-settings.ts, where the reasons are; a test compares the two. */
export const toolSettings: Readonly<Record<string, string>> = {
  TimeZone: "UTC",
  timezone_abbreviations: "Default",
  DateStyle: "ISO, YMD",
  IntervalStyle: "postgres",
  bytea_output: "hex",
  extra_float_digits: "1",
  client_encoding: "UTF8",
  lc_monetary: "C",
  lc_numeric: "C",
  lc_time: "C",
  search_path: "pg_catalog",
  standard_conforming_strings: "on",
  backslash_quote: "safe_encoding",
  array_nulls: "on",
  transform_null_equals: "off",
  row_security: "on",
  exit_on_error: "off",
  default_transaction_isolation: "read committed",
  default_transaction_read_only: "off",
  default_transaction_deferrable: "off",
  synchronous_commit: "on",
  log_parameter_max_length_on_error: "0",
};

const SET_ALL = `SELECT ${Object.entries(toolSettings)
  .map(([name, value]) => `pg_catalog.set_config('${name}', '${value}', false)`)
  .join(", ")}`;

/** A connected client; the caller ends it. @throws the driver's error when the server cannot be reached or refuses the login. */
export async function connectTo(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  // A connection that is lost between two statements, or while its refusal is on the way, emits an error, which would end the process without a
  // handler. The next statement fails with it.
  client.on("error", () => undefined);
  await client.connect();
  try {
    await client.query(SET_ALL);
  } catch (error) {
    await client.end().catch(() => undefined);
    throw error;
  }
  return client;
}

/** Calls `run` with a new connection, and closes it. @throws when the database cannot be reached; what `run` throws. */
export async function withClient<T>(url: string, run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = await connectTo(url);
  try {
    return await run(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}
