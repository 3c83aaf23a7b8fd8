// A database and the secrets that open it are of use together alone: a start never makes one anew beside the other without having been told to.
import { existsSync } from "node:fs";
import { join } from "node:path";
import { SECRETS_FILE, START_OVER } from "./secrets.ts";
import type { Settings } from "./settings.ts";

/**
 * Asks of a state folder with the embedded database that it holds both or neither.
 *
 * @param knowsSecrets the folder's secrets are there.
 * @throws when one of them is gone, with what to do.
 */
export function requireNothingLost(
  { stateDir, adminUrl, resetPasswords }: Pick<Settings, "stateDir" | "adminUrl" | "resetPasswords">,
  knowsSecrets: boolean,
): void {
  if (adminUrl !== null) return;
  const [secrets, database] = [join(stateDir, SECRETS_FILE), join(stateDir, "postgres")];
  const knowsDatabase = existsSync(join(database, "PG_VERSION"));
  if (knowsSecrets && !knowsDatabase) {
    throw new Error(
      `${database} is gone, or no database any more, and ${SECRETS_FILE} beside it is there: a start would make an empty bank in place of the ` +
        "one that was. Put it back. If the bank is in another Postgres, set DATABASE_URL; for another bank take another folder (--state). " +
        `${START_OVER}.`,
    );
  }
  if (knowsSecrets || !knowsDatabase || resetPasswords) return;
  throw new Error(
    `${secrets} is gone, and the database beside it is not: without the file no API key of it works, and webhooks are ` +
      `signed with other secrets. Put it back. ${START_OVER}. Or keep the data alone, with new secrets: npm start -- --reset-passwords`,
  );
}
