// Makes a database that is ready for the Workers: creates it, sets the logins' passwords, and migrates it. Every tool and test that needs a database
// of its own makes it here; open-database.ts opens the database of a local platform.
import { bootstrap, type RolePasswords, type LastingPasswords, urlFor } from "../migrate/bootstrap.ts";
import { type DatabaseText, readDatabaseText } from "../migrate/database-text.ts";
import { migrate } from "../migrate/migrate.ts";
import { newSecret } from "../new-secret.ts";
import { withClient } from "../postgres/connect.ts";

/** URLs of one database, one for each login. */
export interface DatabaseUrls {
  /** For the administrator of its cluster. */
  readonly adminUrl: string;
  readonly migratorUrl: string;
  /** For the Workers. */
  readonly runtimeUrl: string;
  /** For the Workers after a rotation of their credentials. */
  readonly otherRuntimeUrl: string;
  /** For finance, which reads the reporting views. */
  readonly analystUrl: string;
  /** For the runs that drop what is not kept for good. */
  readonly retentionUrl: string;
  /** For the comparison of grants, settings and row security with what they should be. */
  readonly auditorUrl: string;
  /** For changes of credentials. */
  readonly rotatorUrl: string;
}

export interface DatabasePlan {
  /** A plain identifier: lower-case letters, digits and underscores. */
  readonly name: string;
  /** Passwords of the cluster's logins; they must be the present ones of logins that the cluster has already. */
  readonly passwords: RolePasswords;
  /** The migrations and functions; those of the checkout by default. */
  readonly text?: DatabaseText;
}

/**
 * Creates the database in a cluster, prepares and migrates it.
 *
 * @param clusterUrl as an administrator who may create databases and roles.
 * @throws the driver's error, for instance when the name is taken; what bootstrap and migrate throw.
 */
export async function makeDatabase(clusterUrl: string, { name, passwords, text }: DatabasePlan): Promise<DatabaseUrls> {
  await withClient(clusterUrl, (client) => client.query(`CREATE DATABASE ${name}`));
  const urls = urlsOf(databaseUrl(clusterUrl, name), passwords);
  await bootstrap(urls.adminUrl, passwords);
  await migrate(urls.migratorUrl, text ?? readDatabaseText());
  return urls;
}

/** Drops the database, and ends all connections to it. */
export async function dropDatabase(clusterUrl: string, name: string): Promise<void> {
  await withClient(clusterUrl, (client) => client.query(`DROP DATABASE ${name} WITH (FORCE)`));
}

/** Every login's URL of the database that `adminUrl` names. */
export function urlsOf(adminUrl: string, passwords: RolePasswords): DatabaseUrls {
  return {
    adminUrl,
    migratorUrl: urlFor(adminUrl, "ledge_migrator", passwords.ledge_migrator),
    runtimeUrl: urlFor(adminUrl, "ledge_runtime_a", passwords.ledge_runtime_a),
    otherRuntimeUrl: urlFor(adminUrl, "ledge_runtime_b", passwords.ledge_runtime_b),
    analystUrl: urlFor(adminUrl, "ledge_analyst", passwords.ledge_analyst),
    retentionUrl: urlFor(adminUrl, "ledge_retention", passwords.ledge_retention),
    auditorUrl: urlFor(adminUrl, "ledge_auditor", passwords.ledge_auditor),
    rotatorUrl: urlFor(adminUrl, "ledge_rotator", passwords.ledge_rotator),
  };
}

/** The URL of another database, with the same server and login. */
export function databaseUrl(clusterUrl: string, name: string): string {
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return url.toString();
}

/** New random passwords for the logins that keep one. */
export const newLastingPasswords = (): LastingPasswords => ({
  ledge_runtime_a: newSecret(),
  ledge_runtime_b: newSecret(),
  ledge_analyst: newSecret(),
  ledge_retention: newSecret(),
  ledge_auditor: newSecret(),
  ledge_rotator: newSecret(),
});

/** And for the migrator of a database on this machine. */
export const newPasswords = (): RolePasswords => ({ ...newLastingPasswords(), ledge_migrator: newSecret() });
