// A cluster of its own with a bank whose administrator is no superuser: roles belong to the cluster, and tests that change logins would disturb the others.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { bootstrap, type LastingPasswords, urlFor } from "@ledge/database/migrate/bootstrap";
import { newLastingPasswords } from "@ledge/database/local/make-database";
import { startLocalPostgres } from "@ledge/database/postgres/local-postgres";
import { makeServerFolder } from "@ledge/database/postgres/server-folder";
import { withMigrator } from "@ledge/database/migrate/open-migrator";
import { migrate } from "@ledge/database/migrate/migrate";
import { type AtMarkers, plant } from "@ledge/verification/chaos/plant";
import pg from "pg";
import { expect } from "vitest";
import { connect } from "./database.ts";
import { serverFlags } from "./hostile.ts";

export interface Bank {
  /** Of the cluster, in the bank's database. */
  readonly superuser: pg.Client;
  /** The present passwords of the logins that keep one. */
  readonly passwords: Record<keyof LastingPasswords, string>;
  readonly lastLines: () => readonly string[];
  /** What the catalog had as the migrator's password when it was made. */
  readonly passwordOfNewMigrator: unknown;
  /** @param password by default, the one that it was given at first. */
  urlOf(login: string, password?: string, database?: string): string;
  /** Logs in with a password that is asked for when the server has sent its challenge. */
  logInBy(login: string, password: () => Promise<string>): Promise<void>;
  untilSessions(login: string, sessions: number): Promise<void>;
  untilGone(login: string): Promise<void>;
  /** Until so many wait for a lock. */
  untilWaiting(waiting: number): Promise<void>;
  /** Calls `use` while a function has a bug. */
  withBug(name: string, bug: AtMarkers, use: () => Promise<void>): Promise<void>;
  stop(): Promise<void>;
}

/** @param flags settings of the server, `name=value`. */
export async function startBank(flags: readonly string[] = []): Promise<Bank> {
  const folder = makeServerFolder("ledge-rotation-");
  const cluster = await startLocalPostgres(join(folder, "postgres"), ["fsync=off", ...serverFlags(), ...flags]);
  const cleared = await connect(cluster.adminUrl);
  await cleared.query("CREATE ROLE console LOGIN CREATEROLE CREATEDB PASSWORD 'console'");
  await cleared.query("CREATE DATABASE ledge OWNER console");
  await cleared.end();
  const bankUrl = cluster.adminUrl.replace(/\/postgres$/, "/ledge");
  const ownerUrl = Object.assign(new URL(bankUrl), { username: "console", password: "console" }).toString();
  const passwords = { ...newLastingPasswords() };
  await bootstrap(ownerUrl, passwords);
  const superuser = await connect(bankUrl);
  const { rows } = await superuser.query("SELECT rolpassword FROM pg_authid WHERE rolname = 'ledge_migrator'");
  await withMigrator(urlFor(ownerUrl, "ledge_rotator", passwords.ledge_rotator), (migratorUrl) => migrate(migratorUrl));
  const sessionsOf = async (login: string): Promise<unknown> =>
    (await superuser.query("SELECT count(*)::int AS n FROM pg_stat_activity WHERE usename = $1", [login])).rows[0];
  const untilSessions = async (login: string, n: number): Promise<void> =>
    await expect.poll(() => sessionsOf(login), { interval: 10, timeout: 10_000 }).toEqual({ n });
  const urlOf = (login: string, password = (passwords as Record<string, string>)[login] ?? "", database = "ledge"): string =>
    urlFor(ownerUrl, login as keyof LastingPasswords, password, database);
  return {
    superuser,
    passwords,
    lastLines: cluster.lastLines,
    passwordOfNewMigrator: (rows[0] as { rolpassword: unknown }).rolpassword,
    urlOf,
    async logInBy(login, password) {
      const { hostname, port } = new URL(ownerUrl);
      const client = new pg.Client({ host: hostname, port: Number(port), user: login, database: "ledge", password });
      await client.connect();
      await client.end();
    },
    untilSessions,
    untilGone: (login) => untilSessions(login, 0),
    untilWaiting: async (n) => {
      const waiting = "SELECT count(*)::int AS n FROM pg_stat_activity WHERE wait_event_type = 'Lock'";
      await expect.poll(async () => (await superuser.query(waiting)).rows[0] as unknown, { interval: 10, timeout: 10_000 }).toEqual({ n });
    },
    async withBug(name, bug, use) {
      const { rows: found } = await superuser.query<{ source: string }>("SELECT pg_get_functiondef($1::regproc) AS source", [name]);
      await plant(superuser, name, bug);
      try {
        await use();
      } finally {
        await superuser.query(found[0]?.source ?? "");
      }
    },
    async stop() {
      await superuser.end();
      await cluster.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
