// The steps of a release, each of which reads from the account whether it is done.
import { join } from "node:path";
import { filesOf, moduleOf } from "../build/artifact.ts";
import type { DatabaseText } from "@ledge/database/migrate/database-text";
import type { Wait } from "./api.ts";
import { CODE_UPDATE_S, type Cloudflare, type Split } from "./cloudflare.ts";
import { changedSecrets } from "./generations.ts";
import type { RenderedWorker } from "./render.ts";
import { isAll, messageOf, releaseName, type Rollout, rolloutOf, rollbackOf, stageOf } from "./rollout.ts";
import type { Step } from "./steps.ts";
import { type Account, deployTriggers, deployWhole, type Upload, uploadVersion } from "./wrangler.ts";

/** Percent of the traffic: the smoke test alone, a canary, all. */
export const STAGES = [0, 10, 100] as const;
export type Stage = (typeof STAGES)[number];
export const ALL = 100;
/** A deployment reaches all of Cloudflare's locations within a couple of seconds, and then all Durable Objects within the delay that it allows them. */
const SETTLE_MS = 10_000 + CODE_UPDATE_S * 1_000;

/** What the smoke pack found: passed, or the reason why not. */
interface SmokeResult {
  readonly passed: boolean;
  readonly reason: string;
}
/** What a smoke test asks, and who must answer. */
interface Asked {
  readonly commit: string;
  /** The header that picks versions; null: the split that everybody gets. */
  readonly overrides: string | null;
  /** The version that has to answer for each of these Workers, by their names in the account. */
  readonly versions: ReadonlyMap<string, string>;
}

export type Smoke = (asked: Asked) => Promise<SmokeResult>;

export interface ReleasedSchema {
  /** Opens the migrator for the steps that migrate; null: none is run. */
  readonly rotatorUrl: string | null;
  /** Reads what is done already. */
  readonly auditorUrl: string;
  readonly text: DatabaseText;
}

export interface Release {
  readonly commit: string;
  /** Callees first. */
  readonly workers: readonly RenderedWorker[];
  readonly artifactDir: string;
  readonly cloudflare: Cloudflare;
  readonly account: Account;
  /** Null: the schema stays, because the artifact is of an earlier commit and runs on it. */
  readonly schema: ReleasedSchema | null;
  /** By name: all that any Worker requires. */
  readonly secrets: Readonly<Record<string, string>>;
  /** Whether values may differ from those that serve: a rotation. */
  readonly setsSecrets: boolean;
  /** Names, in the repository, of Workers that are called by RPC alone: no header picks a version of theirs. */
  readonly byRpc: readonly string[];
  readonly smoke: Smoke;
  /** What GET /metrics answers. @throws while it cannot be read. */
  readonly metrics: () => Promise<string>;
  /** How long the canary is served before all of the traffic is. */
  readonly canaryMs: number;
  readonly wait: Wait;
  /** Between the uploads and the first smoke test. */
  readonly afterUploads: readonly Step[];
  /** Of what a step found, for whoever reads along. */
  readonly say: (line: string) => void;
}

/** A smoke test failed, or the new versions do worse; whether everything went back, and what could not. */
export class StageFailed extends Error {}

/** What its deployments are annotated with. */
export const nameOf = ({ commit, workers }: Release): string => releaseName(commit, workers);

export const readRollout = async (release: Release, worker: RenderedWorker): Promise<Rollout> =>
  rolloutOf(worker, release.commit, nameOf(release), await release.cloudflare.worker(worker.deployedName));

export function uploadStep(release: Release, worker: RenderedWorker, isWhole: boolean): Step {
  return {
    name: `${isWhole ? "deploy" : "upload"} ${worker.deployedName}`,
    async done() {
      const { version, percentage } = await readRollout(release, worker);
      return version !== null && (!isWhole || percentage === ALL);
    },
    async run() {
      const { tag } = await readRollout(release, worker);
      await (isWhole ? deployWhole : uploadVersion)(release.account, uploadOf(release, worker, tag));
    },
  };
}

function uploadOf({ artifactDir, secrets }: Release, worker: RenderedWorker, tag: string): Upload {
  return {
    worker,
    modulePath: join(artifactDir, moduleOf(worker.name)),
    filesPath: join(artifactDir, filesOf(worker.name)),
    tag,
    message: messageOf(worker),
    secrets: Object.fromEntries(worker.requiredSecrets.map((name) => [name, secrets[name] as string])),
  };
}

/**
 * What a Worker writes to Cloudflare's logs, and who is handed its lines, are settings of its script, which only its first version brings along. Before a new
 * version serves: a setting that keeps people's data out of the logs (law 28) must hold for its first request.
 */
export function settingsStep({ cloudflare }: Release, { deployedName, config, tails }: RenderedWorker): Step {
  const wanted = { observability: config["observability"], tailConsumers: tails };
  return {
    name: `settings of ${deployedName}`,
    async done() {
      const { observability, tailConsumers } = await cloudflare.scriptSettings(deployedName);
      return has(observability, wanted.observability) && areSame(tailConsumers, tails);
    },
    run: async () => await cloudflare.setScriptSettings(deployedName, wanted),
  };
}

/** Whether two lists have the same names. */
export const areSame = (one: readonly string[], other: readonly string[]): boolean => [...one].sort().join() === [...other].sort().join();

/** Whether `found` says all that `wanted` says; Cloudflare adds defaults of its own. */
export const has = (found: unknown, wanted: unknown): boolean =>
  isObject(wanted)
    ? Object.entries(wanted).every(([key, value]) => has(isObject(found) ? found[key] : undefined, value))
    : found === wanted;

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null;

export function splitStep(release: Release, worker: RenderedWorker, stage: Stage): Step {
  return {
    name: `${worker.deployedName} to ${stage} %`,
    done: async () => ((await readRollout(release, worker)).percentage ?? -1) >= stage,
    async run() {
      const { version, base } = await readRollout(release, worker);
      if (version === null || base === null)
        throw new Error(`${worker.deployedName} was changed by someone else meanwhile: run deploy again.`);
      const fresh = { version_id: version, percentage: stage };
      const split: Split = stage === ALL ? [fresh] : [fresh, { version_id: base.id, percentage: ALL - stage }];
      // While a version with the secrets before still serves, these are good: in a rotation both are, until all of the traffic has the new ones.
      const force = stage !== ALL && changedSecrets(worker.secrets, base).length > 0;
      await release.cloudflare.split(worker.deployedName, split, stageOf(nameOf(release), stage), force);
    },
  };
}

/**
 * Done when the release went further, which it does only after the test passed. The last test always runs. At 0 % it reaches the versions that a header picks; a Worker
 * that is called by RPC alone, and Durable Objects, answer by the split and are first judged when they serve.
 */
export function smokeStep(release: Release, gradual: readonly RenderedWorker[], stage: Stage): Step {
  const reached = gradual.filter(({ name }) => !release.byRpc.includes(name));
  const notReached = stage === 0 ? gradual.filter((worker) => !reached.includes(worker)).map(({ deployedName }) => deployedName) : [];
  return {
    name: `smoke at ${stage} %${notReached.length === 0 ? "" : `, which cannot reach ${notReached.join(", ")}`}`,
    done: async () => await wentBeyond(release, gradual, stage),
    async run() {
      await release.wait(SETTLE_MS);
      const versions = new Map<string, string>();
      for (const worker of release.workers) {
        const { version, percentage } = await readRollout(release, worker);
        if (version !== null && (percentage === ALL || reached.includes(worker))) versions.set(worker.deployedName, version);
      }
      const picked = [...versions].map(([name, version]) => `${name}="${version}"`).join(", ");
      const { passed, reason } = await release.smoke({ commit: release.commit, overrides: stage === ALL ? null : picked, versions });
      if (!passed) throw new StageFailed(`The smoke test failed at ${stage} %: ${reason}`);
    },
  };
}

/** Whether the release went further than a stage. */
export async function wentBeyond(release: Release, gradual: readonly RenderedWorker[], stage: Stage): Promise<boolean> {
  const rollouts = await Promise.all(gradual.map((worker) => readRollout(release, worker)));
  return STAGES.some((later) => later > stage && rollouts.some(({ deployedAs }) => deployedAs === stageOf(nameOf(release), later)));
}

export function triggerStep(release: Release, worker: RenderedWorker): Step {
  return {
    name: `triggers of ${worker.deployedName}`,
    // Consumers and crons are set again, which changes nothing; a Worker without any has to be off workers.dev.
    async done() {
      if (worker.hasTriggers || (await release.cloudflare.worker(worker.deployedName)) === null) return false;
      return !(await release.cloudflare.isOnWorkersDev(worker.deployedName));
    },
    run: async () => await deployTriggers(release.account, uploadOf(release, worker, release.commit)),
  };
}

/**
 * Gives all of a Worker's traffic to the version that served before.
 *
 * @param release what is rolled back: a commit, or a release's name.
 * @param force although its secrets differ: only within the release that changed them, while the values before are still good.
 */
export function backStep(cloudflare: Cloudflare, worker: string, version: string, release: string, force = false): Step {
  return {
    name: `${worker} back`,
    done: async () => isAll((await cloudflare.worker(worker))?.deployments[0], version),
    run: async () => await cloudflare.split(worker, [{ version_id: version, percentage: ALL }], rollbackOf(release), force),
  };
}
