// Drift over what wrangler owns: what serves is what one release of a commit of this repository left, and nothing is there besides. Terraform's plan sees
// what is in its state alone; this sees what is in none.
import type { Cloudflare, WorkerState } from "../deploy/cloudflare.ts";
import type { Environment } from "../deploy/environment.ts";
import { areSame, has } from "../deploy/release-steps.ts";
import type { RenderedWorker } from "../deploy/render.ts";
import { isReleased } from "../deploy/generations.ts";
import { messageOf, objectsOf } from "../deploy/rollout.ts";
import type { AccountReader } from "./account.ts";
import { consumerFaults } from "./consumers.ts";
import { bindingFaults, bindingsOf, cronsOf } from "./expected.ts";

const ALL = 100;
/** A release tags its versions with the commit, and what else it has to say of them behind it. */
const TAG = /^[0-9a-f]{40}(?![0-9a-f])/;

export interface Drifting {
  readonly environment: Environment;
  readonly cloudflare: Cloudflare;
  readonly account: AccountReader;
  /** The Workers as a commit has them, the gateway's first. @throws when the repository has no such commit. */
  readonly workersAt: (commit: string) => Promise<readonly RenderedWorker[]>;
  /** The ids of the DNS records that Terraform made. */
  readonly records: ReadonlySet<string>;
}

/** The commit that serves everybody in the account, or why that cannot be said. */
async function servingCommit({ cloudflare }: Drifting, names: readonly string[]): Promise<{ commit: string | null; faults: string[] }> {
  const commits = new Set<string>();
  const faults: string[] = [];
  for (const name of names) {
    const state = await cloudflare.worker(name);
    const serving = state?.deployments[0]?.versions ?? [];
    if (serving.length === 0) faults.push(`${name} serves no version`);
    if (serving.length > 1) faults.push(`${name} is split between versions: a release is half done`);
    for (const { version_id: id, percentage } of serving) {
      const tag = state?.versions.find((version) => version.id === id)?.annotations?.["workers/tag"] ?? "";
      const [commit] = TAG.exec(tag) ?? [];
      if (commit === undefined) faults.push(`${name} serves version ${id}, which no release uploaded`);
      else if (percentage === ALL) commits.add(commit);
    }
  }
  if (commits.size > 1) faults.push(`Workers of several commits serve: ${[...commits].map((one) => one.slice(0, 12)).join(", ")}`);
  return { commit: commits.size === 1 ? ([...commits][0] as string) : null, faults };
}

/**
 * What differs, in sentences; empty: nothing.
 *
 * @param names of the Workers, of which the first is the gateway.
 */
export async function driftFaults(drifting: Drifting, names: readonly string[]): Promise<string[]> {
  const { commit, faults } = await servingCommit(drifting, names);
  return [...faults, ...(commit === null ? [] : await releaseFaults(drifting, commit)), ...(await extras(drifting, names))];
}

async function releaseFaults({ cloudflare, account, workersAt }: Drifting, commit: string): Promise<string[]> {
  const faults: string[] = [];
  const consumers = await account.consumers();
  for (const worker of await workersAt(commit)) {
    const name = worker.deployedName;
    const state = await cloudflare.worker(name);
    const serving = state?.deployments[0]?.versions[0]?.version_id;
    if (state === null || serving === undefined) continue;
    const crons = await cloudflare.crons(name);
    const { observability, tailConsumers } = await cloudflare.scriptSettings(name);
    faults.push(
      ...[
        ...(await versionFaults(account, worker, state, serving)),
        ...(has(observability, worker.config["observability"] ?? {}) ? [] : ["has other settings of observability"]),
        ...(areSame(tailConsumers, worker.tails) ? [] : [`hands its lines to ${tailConsumers.join(", ") || "nobody"}`]),
        ...(areSame(crons, cronsOf(worker)) ? [] : [`has the crons ${crons.join(", ") || "none"}`]),
        ...consumerFaults(worker, consumers),
        ...((await cloudflare.isOnWorkersDev(name)) ? ["is reachable on workers.dev"] : []),
      ].map((fault) => `${name} ${fault}`),
    );
  }
  return faults;
}

/** What the version itself differs in. The values of secrets, and a Worker's files, cannot be read back. */
async function versionFaults(account: AccountReader, worker: RenderedWorker, state: WorkerState, serving: string): Promise<string[]> {
  const name = worker.deployedName;
  const { bindings, etag, compatibilityDate, compatibilityFlags } = await account.version(name, serving);
  const { compatibility_date: date, compatibility_flags: flags = [] } = worker.config as {
    compatibility_date?: string;
    compatibility_flags?: string[];
  };
  const version = state.versions.find(({ id }) => id === serving);
  const declared = objectsOf({ id: "", annotations: { "workers/message": messageOf(worker) } });
  const others: string[] = [];
  for (const { id, annotations } of state.versions) {
    const isNamedAlike = id !== serving && JSON.stringify(annotations) === JSON.stringify(version?.annotations);
    if (isNamedAlike && (await account.version(name, id)).etag !== etag) others.push(id);
  }
  return [
    ...bindingFaults(bindingsOf(worker), bindings),
    ...(compatibilityDate === date ? [] : ["has another compatibility date"]),
    ...([...compatibilityFlags].sort().join() === [...flags].sort().join() ? [] : ["has other compatibility flags"]),
    ...(version !== undefined && isReleased(version) && objectsOf(version) !== declared
      ? ["says that its Durable Objects are others than its config's"]
      : []),
    ...(others.length === 0 ? [] : [`serves version ${serving} with other code than ${others.join(", ")}, which has the same tag`]),
  ];
}

/** What is there, and neither a release nor Terraform made it. */
async function extras({ environment, cloudflare, account, records }: Drifting, names: readonly string[]): Promise<string[]> {
  const hosts = new Set(Object.values(environment.hosts));
  const known = new Set(names);
  const [gateway] = names;
  const domains = await cloudflare.domains();
  // A custom domain makes its own record.
  const ofDomains = new Set(domains.map(({ hostname }) => hostname));
  return [
    ...(await cloudflare.workers()).filter((name) => !known.has(name)).map((name) => `Worker ${name} is of no release`),
    ...(await account.routes()).map(
      ({ pattern, script }) => `route ${pattern} leads to ${script ?? "no Worker"} besides the custom domains`,
    ),
    ...domains
      .filter(({ hostname, service }) => !hosts.has(hostname) || service !== gateway)
      .map(({ hostname, service }) => `host ${hostname} leads to ${service}`),
    ...(await account.records())
      .filter(({ id, name }) => !records.has(id) && !ofDomains.has(name))
      .map(({ name, type }) => `DNS record ${type} ${name} is not Terraform's`),
  ];
}
