// A database and its secrets are of use only together: a start must never make a new one of the two beside the other unless an option asks for it.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { SECRETS_FILE, START_OVER } from "./secrets.ts";
import type { Settings } from "./settings.ts";

/**
 * Checks that a state folder with the embedded database has both the database and its secrets, or neither.
 *
 * @param hasSecrets whether the folder has its secrets.
 * @throws when one of the two is missing, with what to do.
 */
export function requireNothingLost(
  { stateDir, adminUrl, resetPasswords }: Pick<Settings, "stateDir" | "adminUrl" | "resetPasswords">,
  hasSecrets: boolean,
): void {
  if (adminUrl !== null) return;
  const [secrets, database] = [join(stateDir, SECRETS_FILE), join(stateDir, "postgres")];
  const hasDatabase = existsSync(join(database, "PG_VERSION"));
  if (hasSecrets && !hasDatabase) {
    throw new Error(
      `${database} is gone, or no database any more, and ${SECRETS_FILE} beside it is there: a start would make an empty database in place of the ` +
        "lost one. Put it back. If the data is in another Postgres, set DATABASE_URL; for a new platform choose another folder (--state). " +
        `${START_OVER}.`,
    );
  }
  if (hasSecrets || !hasDatabase || resetPasswords) return;
  throw new Error(
    `${secrets} is gone, and the database beside it is not: without the file no API key of it works, and webhooks are ` +
      `signed with other secrets. Put it back. ${START_OVER}. Or keep the data alone, with new secrets: npm start -- --reset-passwords`,
  );
}
