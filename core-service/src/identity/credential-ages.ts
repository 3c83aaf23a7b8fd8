// For operators: how old the platform's own credentials of its database are. The rotation keeps the dates (migrations/rotation.sql).
import type { CredentialAges } from "@ledge/shared/contracts/identity";
import { sql } from "drizzle-orm";
import { Bug } from "../database/failure.ts";
import type { Work } from "../database/work.ts";

/**
 * Of the runtime's two logins the older one that may log in: between rotations there is one. A rotation that fails every week after its first step gives the
 * idle login a new password every week, and the one that serves gets old.
 */
const AGES = sql`
  SELECT login, greatest(0, trunc(date_part('epoch', clock_timestamp() - min(rotated_at))))::bigint AS seconds
  FROM (SELECT CASE WHEN login LIKE 'ledge_runtime_%' THEN 'runtime' ELSE login END AS login, rotated_at FROM rotation.credentials WHERE NOT is_revoked) AS c
  GROUP BY login`;

export async function readCredentialAges({ database }: Work): Promise<CredentialAges> {
  const { rows } = await database.execute<{ login: string; seconds: string }>(AGES);
  const secondsOf = (login: string): number => {
    const row = rows.find((one) => one.login === login);
    if (row === undefined) throw new Bug(`no credential of ${login} is valid`);
    return Number(row.seconds);
  };
  return { runtime_seconds: secondsOf("runtime"), rotator_seconds: secondsOf("ledge_rotator") };
}
