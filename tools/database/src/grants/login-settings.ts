// Reads what the catalog says of the logins' settings, and compares it with what migrations/bootstrap.sql gives them. A login may change its own, so
// one that differs shows that somebody had its password, or that an administrator has tried something and left it.
import type pg from "pg";
import { toolSettings } from "../postgres/connect.ts";

/** Of the runtime's logins; the reasons are in core-service/src/database/session-settings.ts. */
const runtimes = {
  ...toolSettings,
  lock_timeout: "5s",
  statement_timeout: "15s",
  idle_in_transaction_session_timeout: "10s",
  idle_session_timeout: "5min",
  transaction_timeout: "0",
};

const golden: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ledge_runtime_a: runtimes,
  ledge_runtime_b: runtimes,
  ledge_migrator: { ...toolSettings, lock_timeout: "60s", idle_in_transaction_session_timeout: "60s", idle_session_timeout: "5min" },
  ledge_retention: { ...runtimes, statement_timeout: "60s" },
  ledge_rotator: runtimes,
  ledge_auditor: { ...runtimes, statement_timeout: "60s", default_transaction_read_only: "on" },
  ledge_analyst: {
    ...toolSettings,
    search_path: "reporting",
    default_transaction_read_only: "on",
    lock_timeout: "5s",
    statement_timeout: "60s",
    idle_in_transaction_session_timeout: "60s",
    idle_session_timeout: "30min",
  },
};

/** As `name=value`. What Postgres never resets (NO_RESET, such as transaction_read_only) is as good as gone when it has its default. */
const SETTINGS = `
  SELECT r.rolname AS login, setdatabase <> 0 AS "inDatabase", said.setting
    FROM pg_db_role_setting JOIN pg_roles AS r ON r.oid = setrole CROSS JOIN unnest(setconfig) AS said (setting)
   WHERE r.rolname = ANY ($1) AND setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
     AND NOT EXISTS (SELECT FROM pg_settings
                      WHERE name = split_part(said.setting, '=', 1) AND boot_val = split_part(said.setting, '=', 2) AND 'NO_RESET' = ANY (pg_settings_get_flags(name)))`;

/** One line for each setting of a login that differs, or that it does not have. */
export async function settingDrift(client: pg.ClientBase): Promise<string[]> {
  const { rows } = await client.query<{ login: string; inDatabase: boolean; setting: string }>(SETTINGS, [Object.keys(golden)]);
  const expected = Object.entries(golden).flatMap(([login, settings]) =>
    Object.entries(settings).map(([name, value]) => `${login}: ${name}=${value}`),
  );
  const found = rows.map(({ login, inDatabase, setting }) => `${login}${inDatabase ? " in this database" : ""}: ${setting}`);
  return [
    ...found.filter((line) => !expected.includes(line)).map((line) => `set otherwise: ${line}`),
    ...expected.filter((line) => !found.includes(line)).map((line) => `no longer set: ${line}`),
  ].sort();
}
