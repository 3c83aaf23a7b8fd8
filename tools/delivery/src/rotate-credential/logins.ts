// The database's logins. A login has one password, so its successor cannot be proved beside it: everybody who holds it gets the successor first, and then it takes
// effect. Before that, the authority is shown to suffice by the very change, rolled back: what nobody may change is published nowhere.
import { newSecret } from "@ledge/database/new-secret";
import { readDatabaseUrl } from "@ledge/database/database-url";
import { withClient } from "@ledge/database/postgres/connect";
import { logIn, Rotator } from "@ledge/database/rotation/rotator";
import type { Found, Kind, Place } from "./replacement.ts";

type Client = Parameters<Parameters<typeof withClient>[1]>[0];
/** Neon's proxy has connections of many computes: each must let in. */
const PROOFS = 3;
const ROTATOR = "ledge_rotator";
const REFUSED = /^28/;

/** How a login gets a password, in a session of whoever may set it. */
type SetPassword = (client: Client, login: string, password: string) => Promise<unknown>;

const byItself: SetPassword = (client, login, password) => client.query("SELECT rotation.set_password($1, $2)", [login, password]);

/** As the owner, who notes since when the password is what it is as rotations do (migrations/rotation.sql). */
const byTheOwner: SetPassword = async (client, login, password) => {
  await client.query(`ALTER ROLE ${client.escapeIdentifier(login)} PASSWORD ${client.escapeLiteral(password)} VALID UNTIL 'infinity'`);
  await client.query("SET LOCAL ROLE ledge_rotation");
  await client.query("UPDATE rotation.credentials SET rotated_at = clock_timestamp(), is_revoked = false WHERE login = $1", [login]);
};

/** @param host whose URL is made: that of `url`. */
const urlOf = (url: string, login: string, password: string): string =>
  Object.assign(new URL(url), { username: login, password }).toString();

/** A change in a transaction of its own. @param commits false: it is rolled back, and was a question. */
async function change(client: Client, set: SetPassword, login: string, password: string, commits: boolean): Promise<void> {
  await client.query("BEGIN");
  try {
    await set(client, login, password);
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  }
  await client.query(commits ? "COMMIT" : "ROLLBACK");
}

/** @param url of whoever sets the password. @param next what is to be done then. */
async function find(url: string, login: string, secret: string, set: SetPassword, next?: string): Promise<Found> {
  const asAuthority = <T>(use: (client: Client) => Promise<T>): Promise<T> => withClient(url, use);
  await asAuthority(async (client) => {
    if (set === byItself) await requireNoRotation(client);
    await change(client, set, login, newSecret(), false);
  });
  return {
    called: login,
    async make() {
      const password = newSecret();
      const successor = urlOf(url, login, password);
      return {
        secrets: { [secret]: successor },
        async end(onStep) {
          await asAuthority(async (client) => {
            if (set === byItself) await requireNoRotation(client);
            await change(client, set, login, password, true);
          });
          onStep(`${login} has its new password, and none of before`);
          for (let proof = 0; proof < PROOFS; proof += 1) await requireLogIn(login, successor);
          onStep(`${login} logs in with it`);
        },
        ...(next === undefined ? {} : { next }),
      };
    },
  };
}

async function requireLogIn(login: string, url: string): Promise<void> {
  try {
    await logIn(url);
  } catch (error) {
    const why = (error as Error).message;
    throw new Error(`${login} has the password that GitHub has, and is refused with it: ${why}. Run it again, with OWNER_DATABASE_URL.`);
  }
}

/**
 * A rotation makes passwords of the rotator's, and would go on with one that is no more. The owner does not wait: whoever has a rotator's password that leaked could
 * hold the lock, which ends with its session. A rotation that is under way goes on in its session then, and the next one publishes its new login alone.
 */
async function requireNoRotation(client: Client): Promise<void> {
  if ((await new Rotator(client).takesTurn())?.login === ROTATOR)
    throw new Error("A rotation of this database is under way: nothing was changed.");
}

const givenUrl = (place: Place, name: string): string | null => {
  const text = place.given(name);
  return text === null ? null : readDatabaseUrl(text, name);
};

/** By its own password, or by the owner's where nobody has that. */
export const rotatorLogin: Kind = {
  secrets: ["ROTATOR_DATABASE_URL"],
  wants: [["OWNER_DATABASE_URL", "ROTATOR_DATABASE_URL"]],
  async find(place) {
    const owner = givenUrl(place, "OWNER_DATABASE_URL");
    const next = `The runtime's passwords are made of the one before: rotate them now, by gh workflow run rotate -f environment=${place.environment.name}`;
    if (owner !== null) return await find(owner, ROTATOR, "ROTATOR_DATABASE_URL", byTheOwner, next);
    try {
      return await find(givenUrl(place, "ROTATOR_DATABASE_URL") as string, ROTATOR, "ROTATOR_DATABASE_URL", byItself, next);
    } catch (error) {
      if (!REFUSED.test((error as { code?: string }).code ?? "")) throw error;
      throw new Error(
        "The database refuses this ROTATOR_DATABASE_URL. If a run before this one was cut short at its end, all is done, and GitHub has the one in force; if it was cut " +
          "short earlier, the line `# before:` of your file has it. Otherwise nobody has it: docs/runbooks/break-glass.md.",
      );
    }
  },
};

export const ownersLogin = (login: string, secret: string): Kind => ({
  secrets: [secret],
  wants: [["OWNER_DATABASE_URL"]],
  find: (place) => find(givenUrl(place, "OWNER_DATABASE_URL") as string, login, secret, byTheOwner),
});
