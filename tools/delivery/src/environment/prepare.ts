// Prepares a new environment for its first release: makes all keys and passwords once, the database's roles and schema, and GitHub's secrets with the same
// values. It asks what is done already: an environment that GitHub has complete, or whose gateway has a release, is never touched.
import { bootstrap, urlFor } from "@ledge/database/migrate/bootstrap";
import type { DatabaseText } from "@ledge/database/migrate/database-text";
import { migrate } from "@ledge/database/migrate/migrate";
import { voidPassword } from "@ledge/database/migrate/void-password";
import { withMigrator } from "@ledge/database/migrate/open-migrator";
import { mintOperatorKey, revokeAllKeys } from "@ledge/database/operator-key";
import { SMOKE_KEY } from "../credentials/table.ts";
import type { Cloudflare } from "../deploy/cloudflare.ts";
import type { Environment } from "../deploy/environment.ts";
import type { StoredCredential } from "../deploy/stored-credential.ts";
import type { Neon } from "../deploy/neon.ts";
import { SECRET_PREFIX } from "../deploy/settings.ts";
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
  /** Where the runtime's login is published. */
  readonly published: StoredCredential;
  readonly neon: Neon;
  readonly databaseText: DatabaseText;
  /** Is given what people keep, before the environment counts as prepared: whatever ends the command after that, nothing is lost. */
  readonly keep: (values: ForPeople) => void;
  readonly say: (line: string) => void;
}

/**
 * What people keep, by the names of environment variables: finance's URL, an operator's API key beside the one of the smoke test; and the Workers'
 * keys, which GitHub shows to nobody: without them no list could be given its next key, and what is derived from them would be lost with GitHub.
 */
type ForPeople = Readonly<Record<string, string>>;

/** @throws when the environment is prepared or in use; what a cloud or gh refuses. What was done is done anew by the next run, with new values. */
export async function prepareEnvironment(preparation: Preparation): Promise<void> {
  const { environment, gateway, given, outputs, cloudflare, published, neon, databaseText, keep, say } = preparation;
  const { name } = environment;
  const [release, drift, retention, rotation] = namesOf(name);
  // Each is asked, so that one that is missing is found before anything is made.
  const held = await secretNames(release);
  for (const store of [drift, retention, rotation]) await secretNames(store);
  if (held.includes(LAST_SECRET)) {
    throw new Error(`GitHub's environment ${name} is prepared already. Credentials are changed one by one: docs/runbooks/rotate.md.`);
  }
  if (((await cloudflare.worker(gateway))?.deployments ?? []).length > 0) {
    throw new Error(`${gateway} has a release in this account: new keys would lock out what serves. Is this the repository of ${name}?`);
  }
  const values = newValues(environment.hosts.log);
  // Nobody keeps the owner's password (docs/runbooks/break-glass.md): it is this process's alone, and void from here on.
  const ownerUrl = await neon.ownerUrl(environment.neon.branchId, environment.neon.database);
  await bootstrap(ownerUrl, values.passwords, true);
  await voidPassword(ownerUrl);
  const rotatorUrl = urlFor(ownerUrl, "ledge_rotator", values.passwords.ledge_rotator);
  const { migrations, functions } = await withMigrator(rotatorUrl, async (migratorUrl) => await migrate(migratorUrl, databaseText));
  say(`✓ the database has its logins, ${migrations.length} more migrations and ${functions.length} more functions`);
  for (const { environment: store, variables, secrets } of storesOf(name, values, given, ownerUrl, outputs)) {
    for (const [variable, value] of Object.entries(variables)) await setVariable(store, variable, value);
    for (const [secret, value] of Object.entries(secrets)) await setSecret(store, secret, value);
    say(`✓ GitHub's environment ${store} has ${[...Object.keys(variables), ...Object.keys(secrets)].join(", ")}`);
  }
  const apiKeySecrets = { peppers: values.keys.API_KEY_PEPPER, macSecrets: values.keys.API_KEY_MAC_SECRETS };
  const { operatorKey, smokeKey } = await withMigrator(rotatorUrl, async (migratorUrl) => {
    // Keys of a run that was cut short have another pepper: nobody can use them, and none may count as the last operator's.
    await revokeAllKeys(migratorUrl);
    const operatorKey = await mintOperatorKey(migratorUrl, apiKeySecrets, "operators");
    return { operatorKey, smokeKey: await mintOperatorKey(migratorUrl, apiKeySecrets, SMOKE_KEY) };
  });
  const login = urlFor(ownerUrl, "ledge_runtime_a", values.passwords.ledge_runtime_a);
  const generation = ((await published.published())?.generation ?? 0) + 1;
  await published.publish({ generation, urls: [login] }, [values.nonce]);
  say("✓ the runtime's login is published");
  keep({
    ANALYST_DATABASE_URL: urlFor(ownerUrl, "ledge_analyst", values.passwords.ledge_analyst),
    OPERATOR_KEY: operatorKey,
    ...Object.fromEntries(Object.entries(values.keys).map(([key, value]) => [`${SECRET_PREFIX}${key}`, value as string])),
  });
  await setSecret(rotation, LAST_SECRET, smokeKey);
  await setSecret(name, LAST_SECRET, smokeKey);
  say(`✓ and ${LAST_SECRET}: ${name} can be released to`);
}
