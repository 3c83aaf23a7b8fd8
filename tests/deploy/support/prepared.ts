// What an environment has once it is prepared: the same values at everybody who has one.
import { readFileSync, statSync } from "node:fs";
import { withMigrator } from "@ledge/database/migrate/open-migrator";
import { isLiveKey } from "@ledge/database/operator-key";
import { withClient } from "@ledge/database/postgres/connect";
import { LAST_SECRET } from "@ledge/delivery/environment/values";
import { isIssuedApiKey } from "@ledge/shared/api-key";
import { keyLists, keysIn } from "@ledge/shared/key-list";
import { readCredential } from "@ledge/shared/runtime-credential";
import { expect } from "vitest";
import type { StoredSecret } from "../../stand-ins/cloudflare/worker.ts";
import type { GitHubStandIn } from "../../stand-ins/github/stand-in.ts";

/** What `environment:prepare` printed, by name. @param file that only its owner may read. */
export function keptIn(file: string): Readonly<Record<string, string>> {
  expect(statSync(file).mode & 0o777).toBe(0o600);
  return Object.fromEntries([...readFileSync(file, "utf8").matchAll(/^(\w+)='(.*)'$/gm)].map(([, name = "", value = ""]) => [name, value]));
}

/** Everybody has the same values: the operator's keys are known to who has the pepper, and each login's URL opens the database. */
export async function expectOneSource(
  name: string,
  github: GitHubStandIn,
  kept: Readonly<Record<string, string>>,
  published: StoredSecret | undefined,
): Promise<void> {
  const state = github.state();
  const { [name]: release, [`drift-${name}`]: drift, [`retention-${name}`]: retention, [`rotation-${name}`]: rotation } = state;
  const secrets = release?.secrets ?? {};
  for (const key of [secrets[LAST_SECRET] ?? "", kept["OPERATOR_KEY"] ?? ""]) {
    const isLive = await withMigrator(secrets["ROTATOR_DATABASE_URL"] ?? "", (migratorUrl) =>
      isLiveKey(migratorUrl, secrets["API_KEY_PEPPER"] ?? "", key),
    );
    expect(isLive).toBe(true);
    expect(isIssuedApiKey(key, secrets["API_KEY_MAC_SECRETS"] ?? "")).toBe(true);
  }
  // What the next keys are appended to is nowhere to be read but here.
  const keys = [...keyLists, "LOG_KEY"];
  expect(keys.map((key) => kept[`LEDGE_SECRET_${key}`])).toEqual(keys.map((key) => secrets[key]));
  for (const key of keyLists) expect(keysIn(key, secrets[key] ?? "")).toHaveLength(2);
  expect(published?.comment).toMatch(/^generation \d+: ledge_runtime_a@[0-9a-f]{32}$/);
  const [runtimeUrl = ""] = readCredential(published?.value ?? "").urls;
  const urls = [
    runtimeUrl,
    secrets["AUDITOR_DATABASE_URL"],
    secrets["ROTATOR_DATABASE_URL"],
    drift?.secrets["AUDITOR_DATABASE_URL"],
    retention?.secrets["RETENTION_DATABASE_URL"],
    rotation?.secrets["ROTATOR_DATABASE_URL"],
    kept["ANALYST_DATABASE_URL"],
  ];
  const logins: unknown[] = [];
  for (const url of urls) {
    logins.push(await withClient(url ?? "", async (client) => (await client.query("SELECT session_user AS login")).rows[0]));
  }
  expect(logins).toEqual(
    ["runtime_a", "auditor", "rotator", "auditor", "retention", "rotator", "analyst"].map((login) => ({ login: `ledge_${login}` })),
  );
  await expectNobodysMasters(JSON.stringify([state, kept, published]), runtimeUrl);
  const rules = [name, `drift-${name}`].map((environment) => github.rest.environments.get(environment));
  expect(rules.map((one) => [one?.reviewers.length, one?.policies.map(({ name: branch }) => branch)])).toEqual([
    [1, ["main"]],
    [0, ["main"]],
  ]);
}

/** No text that anybody keeps, taken as a password, is the owner's or the migrator's. */
async function expectNobodysMasters(held: string, url: string): Promise<void> {
  const texts = new Set(held.match(/[A-Za-z0-9_-]{16,}/g));
  expect(texts.size).toBeGreaterThan(20);
  for (const username of ["neondb_owner", "ledge_migrator"]) {
    for (const password of texts) {
      const master = Object.assign(new URL(url), { username, password }).toString();
      await expect(
        withClient(master, async () => undefined),
        `${username} with a password that somebody keeps`,
      ).rejects.toThrow("password authentication failed");
    }
  }
}

/** Names of the API keys that a database takes. */
export const liveKeys = (databaseUrl: string): Promise<string[]> =>
  withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>("SELECT name FROM identity.api_keys WHERE revoked_at IS NULL ORDER BY name");
    return rows.map(({ name }) => name);
  });
