// What the rotator may do in the database (migrations/rotation.sql), as one session does it.
import { setTimeout as delay } from "node:timers/promises";
import type pg from "pg";
import { withClient } from "../postgres/connect.ts";

/** Any number that nothing else locks in this database. */
const LOCK = 7_662_537;
const END_POLL_MS = 200;
const MOST_ENDINGS = 50;

export class Rotator {
  readonly #client: pg.Client;

  constructor(client: pg.Client) {
    this.#client = client;
  }

  /** Lets this session alone rotate, until it ends. @returns null; or the login that holds the lock instead, and its session. */
  async takesTurn(): Promise<{ readonly login: string; readonly pid: number } | null> {
    const { rows } = await this.#client.query<{ taken: boolean; login: string | null; pid: number }>(
      `SELECT taken, held.login, held.pid FROM (SELECT pg_try_advisory_lock($1) AS taken) AS try LEFT JOIN LATERAL (
         SELECT a.usename AS login, a.pid FROM pg_locks AS l JOIN pg_stat_activity AS a USING (pid)
          WHERE NOT taken AND l.locktype = 'advisory' AND l.granted AND l.objid = $1
            AND l.database = (SELECT oid FROM pg_database WHERE datname = current_database())
          ORDER BY a.usename = 'ledge_rotator' DESC LIMIT 1) AS held ON true`,
      [LOCK],
    );
    const { taken = false, login = null, pid = 0 } = rows[0] ?? {};
    if (taken) return null;
    // Whoever held it has ended since.
    return login === null ? await this.takesTurn() : { login, pid };
  }

  /** Ends a session of the rotator's own login. */
  async end(pid: number): Promise<void> {
    await this.#client.query("SELECT pg_terminate_backend($1)", [pid]);
  }

  /** @throws when this session, and its turn with it, was ended. */
  async requireTurn(): Promise<void> {
    await this.#client.query("SELECT");
  }

  /** The server's numbers of a login's sessions, which everybody may see. */
  async sessionsOf(login: string): Promise<readonly number[]> {
    const { rows } = await this.#client.query<{ pid: number }>("SELECT pid FROM pg_stat_activity WHERE usename = $1", [login]);
    return rows.map(({ pid }) => pid);
  }

  /** @throws LR001 while the login has sessions. */
  async setPassword(login: string, password: string): Promise<void> {
    await this.#client.query("SELECT rotation.set_password($1, $2)", [login, password]);
  }

  async announce(login: string): Promise<void> {
    await this.#client.query("SELECT rotation.announce($1)", [login]);
  }

  /** Gives the login a password that nobody knows, and ends its sessions. */
  async revoke(login: string): Promise<void> {
    await this.#client.query("SELECT rotation.revoke($1)", [login]);
    for (let left = MOST_ENDINGS; left > 0; left -= 1) {
      const { rows } = await this.#client.query<{ ended: string }>("SELECT rotation.end_sessions($1) AS ended", [login]);
      if (Number(rows[0]?.ended ?? 0) === 0) return;
      // A session ends within some milliseconds; each call that finds one is noted.
      await delay(END_POLL_MS);
    }
    throw new Error(`${login} is revoked, and has a session that does not end. Run it again.`);
  }
}

/** Calls `use` with a session of the rotator. @throws when it is refused; what `use` throws. */
export const withRotator = <T>(rotatorUrl: string, use: (rotator: Rotator) => Promise<T>): Promise<T> =>
  withClient(rotatorUrl, (client) => use(new Rotator(client)));

/** Logs in and out. @throws when the login is refused, or the server does not answer. */
export const logIn = (url: string): Promise<void> => withClient(url, async (client) => void (await client.query("SELECT")));

/** Whether the server lets a login in. @throws what is no refusal: a server that is away says nothing of a password (PostgreSQL 18, appendix A: class 28). */
export const opens = (url: string): Promise<boolean> =>
  logIn(url).then(
    () => true,
    (error: unknown) => {
      if ((error as { code?: string }).code?.startsWith("28") === true) return false;
      throw error;
    },
  );
