// A preview's own resources: queues, a branch of the database with logins and keys of its own, a host name. All carry the preview's name,
// so that making them again finds them and removing them again finds nothing.
import { createHmac } from "node:crypto";
import { logKeyText } from "@ledge/database/new-log-key";
import { storeOperatorKey } from "@ledge/database/operator-key";
import { bootstrap, type LastingPasswords, urlFor } from "@ledge/database/migrate/bootstrap";
import type { DatabaseText } from "@ledge/database/migrate/database-text";
import { holdsTables } from "@ledge/database/migrate/holds-tables";
import { migrate } from "@ledge/database/migrate/migrate";
import { RUNTIME_CREDENTIAL } from "@ledge/shared/runtime-credential";
import { withMigrator } from "@ledge/database/migrate/open-migrator";
import { formatApiKey } from "@ledge/shared/api-key";
import { COUNTING } from "@ledge/repository/workers";
import type { Wait } from "./api.ts";
import type { Cloudflare } from "./cloudflare.ts";
import type { Environment } from "./environment.ts";
import type { Neon } from "./neon.ts";
import type { Step } from "./steps.ts";

/** Too short a seed could be guessed from any secret that leaks. */
const SEED_CHARACTERS = 32;
/** The one secret of a Worker that is no text of any form: a key of a name. */
const LOG_KEY = "LOG_KEY";
/** Certificates are issued within a minute or two. */
const ANSWERS_WITHIN_MS = 600_000;
const POLL_MS = 5_000;
const DAY_MS = 86_400_000;
/** For so long after its last release, Neon keeps a preview's database: a preview that is forgotten holds nothing. */
const EXPIRES_AFTER_MS = 7 * DAY_MS;

export interface PreviewSecrets {
  readonly passwords: LastingPasswords;
  readonly operatorToken: string;
  /** A Worker's secret of that name. */
  worker(name: string): string;
}

/**
 * A preview's secrets, each derived from one seed and its name: nothing is stored, and every run has the same ones.
 *
 * @param logOrigin the host of its audit log, which its key is named after.
 * @throws when the seed is short.
 */
export function previewSecrets(seed: string, preview: string, logOrigin: string): PreviewSecrets {
  if (seed.length < SEED_CHARACTERS) throw new Error(`LEDGE_PREVIEW_SEED needs at least ${SEED_CHARACTERS} characters.`);
  const derived = (name: string): Buffer => createHmac("sha256", seed).update(`${preview}\n${name}`).digest();
  const worker = (name: string): string => {
    const secret = derived(name).toString("hex");
    return name === LOG_KEY ? logKeyText(logOrigin, secret) : secret;
  };
  const password = (login: keyof LastingPasswords): string => derived(login).toString("hex");
  return {
    passwords: {
      ledge_runtime_a: password("ledge_runtime_a"),
      ledge_runtime_b: password("ledge_runtime_b"),
      ledge_analyst: password("ledge_analyst"),
      ledge_retention: password("ledge_retention"),
      ledge_auditor: password("ledge_auditor"),
      ledge_rotator: password("ledge_rotator"),
    },
    operatorToken: formatApiKey(derived("operator key"), worker("API_KEY_MAC_SECRETS")),
    worker,
  };
}

/** How the names of all branches of previews begin. */
export const BRANCHES = "preview/";
const branchName = (environment: Environment): string => `${BRANCHES}${environment.name}`;

export interface PreviewDatabase {
  readonly auditorUrl: string;
  readonly rotatorUrl: string;
  readonly runtimeUrl: string;
}

/** Names in the account. */
export interface Stores {
  readonly queues: readonly string[];
  readonly buckets: readonly string[];
}

/**
 * What a preview needs before Workers are uploaded. The branch is first: what has a preview's name and no branch is not being made, so that it
 * may be removed.
 */
export function foundations(environment: Environment, { queues, buckets }: Stores, cloudflare: Cloudflare, neon: Neon, now: Date): Step[] {
  return [
    branchStep(environment, neon, now),
    ...queues.map((queue) => ({
      name: `queue ${queue}`,
      done: async () => (await cloudflare.queues()).some(({ queue_name: name }) => name === queue),
      run: async () => await cloudflare.createQueue(queue),
    })),
    ...buckets.map((bucket) => ({
      name: `bucket ${bucket}`,
      done: async () => (await cloudflare.buckets()).includes(bucket),
      run: async () => await cloudflare.createBucket(bucket),
    })),
  ];
}

/** A branch of the empty database, or its expiry moved on. */
function branchStep(environment: Environment, neon: Neon, now: Date): Step {
  const { branchId, database } = environment.neon;
  const expiresAt = new Date(now.getTime() + EXPIRES_AFTER_MS);
  return {
    name: `database branch ${branchName(environment)}, until ${expiresAt.toISOString().slice(0, 10)}`,
    async done() {
      const branch = await neon.branch(branchName(environment));
      return branch !== null && Date.parse(branch.expires_at ?? "") >= expiresAt.getTime() - DAY_MS;
    },
    async run() {
      const branch = await neon.branch(branchName(environment));
      if (branch !== null) return await neon.setExpiry(branch.id, expiresAt);
      if (await holdsTables(await neon.ownerUrl(branchId, database))) {
        throw new Error(`Branch ${branchId} holds tables: previews branch from an empty database, and copy nobody's data.`);
      }
      await neon.createBranch(branchName(environment), branchId, expiresAt);
    },
  };
}

/** Prepares the branch: logins with passwords of its own, the schema, an operator key for the smoke test. Harmless to do again. */
export async function openPreviewDatabase(
  environment: Environment,
  neon: Neon,
  secrets: PreviewSecrets,
  databaseText: DatabaseText,
): Promise<PreviewDatabase> {
  const branch = await neon.branch(branchName(environment));
  if (branch === null) throw new Error(`There is no branch ${branchName(environment)}.`);
  const ownerUrl = await neon.ownerUrl(branch.id, environment.neon.database);
  await bootstrap(ownerUrl, secrets.passwords, true);
  const url = (login: keyof LastingPasswords): string => urlFor(ownerUrl, login, secrets.passwords[login]);
  await withMigrator(url("ledge_rotator"), async (migratorUrl) => {
    await migrate(migratorUrl, databaseText);
    await storeOperatorKey(migratorUrl, secrets.worker("API_KEY_PEPPER"), environment.name, secrets.operatorToken);
  });
  return { auditorUrl: url("ledge_auditor"), rotatorUrl: url("ledge_rotator"), runtimeUrl: url("ledge_runtime_a") };
}

/** The host names, once their Worker exists. */
export const hostSteps = (environment: Environment, gateway: string, cloudflare: Cloudflare): Step[] =>
  Object.values(environment.hosts).map((host) => ({
    name: `host ${host}`,
    done: async () => (await cloudflare.domains()).some(({ hostname, service }) => hostname === host && service === gateway),
    run: async () => await cloudflare.attachDomain(host, gateway, environment.zoneId),
  }));

/** A new host needs its certificate and its DNS records first. */
export function answersStep(environment: Environment, reachable: (url: string) => Promise<boolean>, wait: Wait, now: () => Date): Step {
  const url = `https://${environment.hosts.api}`;
  return {
    name: `${url} answers`,
    done: () => reachable(url),
    async run() {
      const deadline = now().getTime() + ANSWERS_WITHIN_MS;
      while (!(await reachable(url))) {
        if (now().getTime() >= deadline)
          throw new Error(`${url} does not answer after ${ANSWERS_WITHIN_MS / 60_000} minutes: run it again.`);
        await wait(POLL_MS);
      }
    },
  };
}

/** Everything in the account and project that has the preview's name, in words. */
export async function leftOf(environment: Environment, cloudflare: Cloudflare, neon: Neon): Promise<string[]> {
  return (await belongings(environment, cloudflare, neon)).map(({ name }) => name);
}

/** Removes everything that has the preview's name, in an order in which nothing is in use any more. @returns what was removed. */
export async function destroy(environment: Environment, cloudflare: Cloudflare, neon: Neon): Promise<string[]> {
  const found = await belongings(environment, cloudflare, neon);
  for (const { remove } of found) await remove();
  return found.map(({ name }) => name);
}

async function belongings(
  environment: Environment,
  cloudflare: Cloudflare,
  neon: Neon,
): Promise<{ name: string; remove: () => Promise<void> }[]> {
  if (!environment.isPreview) throw new Error(`${environment.name} is no preview: what lasts is never destroyed here.`);
  const isOurs = (name: string): boolean => name.endsWith(`-${environment.name}`);
  const hosts = new Set(Object.values(environment.hosts));
  const branch = await neon.branch(branchName(environment));
  const domains = (await cloudflare.domains()).filter(({ hostname, service }) => hosts.has(hostname) || isOurs(service));
  // A Worker that consumes a queue cannot be deleted (10064), and a queue that a Worker is bound to neither (11005).
  // Who counts the lines of others goes after all of them.
  const counting = environment.workerName(COUNTING);
  const workers = (await cloudflare.workers()).filter(isOurs).sort((one, other) => Number(one === counting) - Number(other === counting));
  const queues = (await cloudflare.queues()).filter(({ queue_name: name }) => isOurs(name));
  const buckets = (await cloudflare.buckets()).filter(isOurs);
  const secret = cloudflare.storedSecret(environment.storedSecret(RUNTIME_CREDENTIAL));
  const login = (await secret.published()) === null ? [] : [{ name: "login of the secrets store", remove: () => secret.remove() }];
  const consumers = queues.flatMap(({ queue_id: queueId, queue_name: queue, consumers: all }) =>
    all.map(({ consumer_id: id }) => ({
      name: `consumer of queue ${queue}`,
      remove: async () => await cloudflare.deleteConsumer(queueId, id),
    })),
  );
  return [
    ...consumers,
    ...domains.map(({ id, hostname }) => ({ name: `host ${hostname}`, remove: async () => await cloudflare.detachDomain(id) })),
    ...workers.map((name) => ({ name: `Worker ${name}`, remove: async () => await cloudflare.deleteWorker(name) })),
    ...queues.map(({ queue_id: id, queue_name: name }) => ({
      name: `queue ${name}`,
      remove: async () => await cloudflare.deleteQueue(id),
    })),
    ...login,
    ...buckets.map((name) => ({ name: `bucket ${name}`, remove: async () => await cloudflare.deleteBucket(name) })),
    ...(branch === null
      ? []
      : [{ name: `database branch ${branchName(environment)}`, remove: async () => await neon.deleteBranch(branch.id) }]),
  ];
}
