// Prepares a new environment for its first release: makes all keys and passwords once, the database's roles and schema, and GitHub's secrets with the same
// values. It asks what is done already: an environment that GitHub has complete, or whose gateway has a release, is never touched.
import { bootstrap, urlFor } from "@ledge/database/migrate/bootstrap";
import type { DatabaseText } from "@ledge/database/migrate/database-text";
import { migrate } from "@ledge/database/migrate/migrate";
import { mintOperatorKey, revokeAllKeys } from "@ledge/database/operator-key";
import type { Cloudflare } from "../deploy/cloudflare.ts";
import type { Environment } from "../deploy/environment.ts";
import type { Neon } from "../deploy/neon.ts";
import { secretNames, setSecret, setVariable } from "./github.ts";
import { type Given, LAST_SECRET, namesOf, newValues, storesOf } from "./values.ts";

export interface Preparation {
  readonly environment: Environment;
  /** The Worker with the host names. */
  readonly gateway: string;
  readonly given: Given;
  /** What `terraform output -json` printed. */
  readonly outputs: string;
  readonly cloudflare: Cloudflare;
  readonly neon: Neon;
  readonly databaseText: DatabaseText;
  readonly say: (line: string) => void;
}

/** What nobody keeps but the person who prepares: by the names of environment variables. */
export interface ForPeople {
  readonly OWNER_DATABASE_URL: string;
  /** Finance's. */
  readonly ANALYST_DATABASE_URL: string;
  /** An operator's API key, beside the one of the smoke test. */
  readonly OPERATOR_KEY: string;
}

/** @throws when the environment is prepared or in use; what a cloud or gh refuses. What was done is done anew by the next run, with new values. */
export async function prepareEnvironment(preparation: Preparation): Promise<ForPeople> {
  const { environment, gateway, given, outputs, cloudflare, neon, databaseText, say } = preparation;
  const { name } = environment;
  const held: string[] = [];
  for (const store of namesOf(name)) held.push(...(await secretNames(store)));
  if (held.includes(LAST_SECRET)) {
    throw new Error(`GitHub's environment ${name} is prepared already. Credentials are changed one by one: docs/runbooks/rotate.md.`);
  }
  if (((await cloudflare.worker(gateway))?.deployments ?? []).length > 0) {
    throw new Error(`${gateway} has a release in this account: new keys would lock out what serves. Is this the repository of ${name}?`);
  }
  const values = newValues(environment.hosts.log);
  const ownerUrl = await neon.ownerUrl(environment.neon.branchId, environment.neon.database);
  await bootstrap(ownerUrl, values.passwords, true);
  const migratorUrl = urlFor(ownerUrl, "ledge_migrator", values.passwords.ledge_migrator);
  const { migrations, functions } = await migrate(migratorUrl, databaseText);
  say(`✓ the database has its logins, ${migrations.length} more migrations and ${functions.length} more functions`);
  for (const { environment: store, variables, secrets } of storesOf(name, values, given, ownerUrl, outputs)) {
    for (const [variable, value] of Object.entries(variables)) await setVariable(store, variable, value);
    for (const [secret, value] of Object.entries(secrets)) await setSecret(store, secret, value);
    say(`✓ GitHub's environment ${store} has ${[...Object.keys(variables), ...Object.keys(secrets)].join(", ")}`);
  }
  const apiKeySecrets = { pepper: values.keys.API_KEY_PEPPER, macSecrets: values.keys.API_KEY_MAC_SECRETS };
  // Keys of a run that was cut short have another pepper: nobody can use them, and none may count as the last operator's.
  await revokeAllKeys(migratorUrl);
  const operatorKey = await mintOperatorKey(migratorUrl, apiKeySecrets, "operators");
  await setSecret(name, LAST_SECRET, await mintOperatorKey(migratorUrl, apiKeySecrets, "smoke test"));
  say(`✓ and ${LAST_SECRET}: ${name} can be released to`);
  return {
    OWNER_DATABASE_URL: ownerUrl,
    ANALYST_DATABASE_URL: urlFor(ownerUrl, "ledge_analyst", values.passwords.ledge_analyst),
    OPERATOR_KEY: operatorKey,
  };
}
