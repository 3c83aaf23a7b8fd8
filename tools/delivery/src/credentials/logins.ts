// The database's logins, as its auditor sees them: since when each has its password (migrations/rotation.sql), and whether it may log in.
import { withClient } from "@ledge/database/postgres/connect";
import { ageAlert, daysBetween, type Sighting } from "./sighting.ts";
import { ALERT_DAYS, CREDENTIALS } from "./table.ts";

interface Row {
  readonly login: string;
  readonly rotated_at: Date;
  readonly is_revoked: boolean;
  readonly rolcanlogin: boolean;
  /** Null: it has no end. */
  readonly ends_at: Date | null;
}

const LOGINS = `
  SELECT login, rotated_at, is_revoked, rolcanlogin, CASE WHEN isfinite(rolvaliduntil) THEN rolvaliduntil END AS ends_at
    FROM rotation.credentials JOIN pg_catalog.pg_roles ON rolname = login
   ORDER BY login`;
const REVOKE_AGAIN = "somebody has changed that by hand. The rotator's rotation.revoke ends it";
const MIGRATOR = "ledge_migrator";
/** The longest that rotation.open_migrator opens it for. */
const MOST_OPEN_DAYS = 60 / (24 * 60);

/** @param auditorUrl of the login that reads this and no more. @throws the driver's error. */
export async function sightLogins(auditorUrl: string, environment: string, now: Date): Promise<Sighting[]> {
  const { rows } = await withClient(auditorUrl, (client) => client.query<Row>(LOGINS));
  return rows.map((row) => (row.login === MIGRATOR ? migrator(row, now) : login(row, environment, now)));
}

const rowOf = (name: string) => CREDENTIALS.find(({ called }) => called.includes(`\`${name}\``));

function login(
  { login: name, rotated_at: since, is_revoked: isRevoked, rolcanlogin: canLogIn }: Row,
  environment: string,
  now: Date,
): Sighting {
  const credential = rowOf(name);
  const { called = null, mostDays = null, secrets = [], rotated } = credential ?? {};
  const seen = { kind: "credential", name, row: called, since, mostDays, expires: null, state: "in force", alert: null } as const;
  if (isRevoked && canLogIn)
    return { ...seen, state: "revoked, and may log in", alert: `${name} was revoked and may log in: ${REVOKE_AGAIN}` };
  if (isRevoked) return { ...seen, since: null, state: "revoked" };
  const isWeekly = rotated === "npm run rotate";
  const remedy = isWeekly ? rotated : `npm run rotate:credential -- --env ${environment} ${secrets[0]}`;
  // What rotates every week is late at its limit already; a person is notified before.
  return { ...seen, alert: mostDays === null ? null : ageAlert(name, since, mostDays, now, remedy, isWeekly ? 0 : ALERT_DAYS) };
}

/** It has a password for minutes. One whose end is far, or has none, was opened by nothing of ours. */
function migrator({ rotated_at: since, rolcanlogin: canLogIn, ends_at: ends }: Row, now: Date): Sighting {
  const seen = { kind: "credential", name: MIGRATOR, row: rowOf(MIGRATOR)?.called ?? null, mostDays: null } as const;
  const isOpen = canLogIn && (ends === null || ends > now);
  if (!isOpen) return { ...seen, since: null, expires: null, state: "closed", alert: null };
  const isLong = ends === null || daysBetween(now, ends) > MOST_OPEN_DAYS || daysBetween(since, now) > MOST_OPEN_DAYS;
  const until = ends === null ? "without an end" : `until ${ends.toISOString()}`;
  const remedy = `SELECT rotation.revoke('${MIGRATOR}') closes it, as the rotator`;
  return { ...seen, since, expires: ends, state: `open ${until}`, alert: isLong ? `${MIGRATOR} is open ${until}: ${remedy}` : null };
}
