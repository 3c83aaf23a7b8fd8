// The release of a commit to one environment: versions are uploaded callees first and get 0 %, 10 % and then all of the traffic, with a
// smoke test each time; when one fails, callers go back first. Migrations that only add come before, those that take away come after.
import { join } from "node:path";
import { filesOf, moduleOf } from "../build/artifact.ts";
import type { DatabaseText, Migration } from "@ledge/database/migrate/database-text";
import { faultsOfFunctions } from "@ledge/database/migrate/expand-functions";
import { byPhase, faultsOfExpansion, type Phase } from "@ledge/database/migrate/expand-only";
import { changed, newestOf, pending, type Recorded } from "@ledge/database/migrate/history";
import { migrate, recordedIn } from "@ledge/database/migrate/migrate";
import type { Wait } from "./api.ts";
import type { Cloudflare, Split } from "./cloudflare.ts";
import type { RenderedWorker } from "./render.ts";
import { isAll, messageOf, type Rollout, rolloutOf, rollbackOf } from "./rollout.ts";
import type { OnStep, Step } from "./steps.ts";
import { runSteps } from "./steps.ts";
import { type Account, deployTriggers, deployWhole, type Upload, uploadVersion } from "./wrangler.ts";

/** Percent of the traffic: the smoke test alone, a canary, all. */
const STAGES = [0, 10, 100] as const;
type Stage = (typeof STAGES)[number];
const ALL = 100;
/** A deployment reaches all of Cloudflare's locations within a couple of seconds. */
const SETTLE_MS = 10_000;

/** What the smoke pack found: passed, or the reason why not. */
interface SmokeResult {
  readonly passed: boolean;
  readonly reason: string;
}
/** @param overrides the header that picks versions, or null for the split that everybody gets. */
export type Smoke = (commit: string, overrides: string | null) => Promise<SmokeResult>;

export interface Release {
  readonly commit: string;
  /** Callees first. */
  readonly workers: readonly RenderedWorker[];
  readonly artifactDir: string;
  readonly cloudflare: Cloudflare;
  readonly account: Account;
  readonly migratorUrl: string;
  readonly databaseText: DatabaseText;
  /** By name; a new Worker gets those that it requires. */
  readonly secrets: Readonly<Record<string, string>>;
  /** A Worker that is there gets them, too, in place of its own. */
  readonly setsSecrets: boolean;
  readonly smoke: Smoke;
  /** How long the canary is served before all of the traffic is. */
  readonly canaryMs: number;
  readonly wait: Wait;
  /** Between the uploads and the first smoke test. */
  readonly afterUploads: readonly Step[];
}

/** A smoke test failed; whether everything went back, and what could not. */
class SmokeFailed extends Error {}

/**
 * Carries the release out, or continues it.
 *
 * @throws {SmokeFailed} after the old versions serve again.
 */
export async function runRelease(release: Release, onStep: OnStep): Promise<void> {
  if (await isHalfUndone(release)) throw new SmokeFailed(`This commit was being rolled back.\n${await undo(release, onStep)}`);
  try {
    await runSteps(await releaseSteps(release), onStep, release.wait);
  } catch (error) {
    if (error instanceof SmokeFailed) throw new SmokeFailed(`${error.message}\n${await undo(release, onStep)}`);
    throw error;
  }
}

/** The steps, as far as what they do is known beforehand. @throws before anything is changed when the release cannot be made. */
export async function releaseSteps(release: Release): Promise<Step[]> {
  const { migrations, functions } = release.databaseText;
  const recorded = await recordedIn(release.migratorUrl);
  const phases = byPhase(pending(migrations, recorded.migrations));
  changed(functions, recorded.functions);
  const rollouts = await Promise.all(release.workers.map((worker) => readRollout(release, worker)));
  // Only a runtime that serves already can be broken by a migration.
  if (rollouts.some(({ base }) => base !== null)) await requireExpansion(release.databaseText, recorded, phases);
  requireSecrets(release, rollouts);
  const gradual = release.workers.filter((_, index) => rollouts[index]?.isWhole === false);
  return [
    migrationStep(release, "expand the schema", recorded.migrations.length + phases.expand.length),
    ...release.workers.map((worker, index) => uploadStep(release, worker, rollouts[index]?.isWhole === true)),
    ...release.afterUploads,
    ...(gradual.length === 0
      ? [smokeStep(release, [], ALL)]
      : STAGES.flatMap((stage) => [...gradual.map((worker) => splitStep(release, worker, stage)), smokeStep(release, gradual, stage)])),
    // Those that were deployed at once have their triggers already, unless that was interrupted.
    ...release.workers.filter((worker) => worker.hasTriggers || !gradual.includes(worker)).map((worker) => triggerStep(release, worker)),
    ...(phases.contract.length === 0 ? [] : [migrationStep(release, "contract the schema", migrations.length)]),
  ];
}

async function requireExpansion(
  { functions }: DatabaseText,
  recorded: Recorded,
  phases: Readonly<Record<Phase, readonly Migration[]>>,
): Promise<void> {
  const faults = [
    ...(await faultsOfExpansion(phases.expand)),
    ...(await faultsOfFunctions([...newestOf(recorded.functions).values()], functions, phases.contract)),
  ];
  if (faults.length > 0) {
    throw new Error(
      `This may break the runtime that serves now; what takes away says “-- phase: contract” in a release of its own:\n  ${faults.join("\n  ")}`,
    );
  }
}

const readRollout = async ({ cloudflare, commit }: Release, worker: RenderedWorker): Promise<Rollout> =>
  rolloutOf(worker, commit, await cloudflare.worker(worker.deployedName));

/** A new Worker has no secrets to keep. */
function requireSecrets({ workers, secrets }: Release, rollouts: readonly Rollout[]): void {
  const missing = workers
    .filter((_, index) => rollouts[index]?.version === null && rollouts[index]?.base === null)
    .flatMap(({ requiredSecrets }) => requiredSecrets)
    .filter((name) => secrets[name] === undefined);
  if (missing.length > 0) throw new Error(`New Workers need these secrets in the environment: ${[...new Set(missing)].sort().join(", ")}.`);
}

/** @param upTo how many migrations the database is to have then; its functions are those of the release. */
function migrationStep({ migratorUrl, databaseText }: Release, name: string, upTo: number): Step {
  return {
    name,
    async done() {
      const recorded = await recordedIn(migratorUrl);
      return recorded.migrations.length >= upTo && changed(databaseText.functions, recorded.functions).length === 0;
    },
    run: async () => void (await migrate(migratorUrl, databaseText, { upTo })),
  };
}

function uploadStep(release: Release, worker: RenderedWorker, isWhole: boolean): Step {
  return {
    name: `${isWhole ? "deploy" : "upload"} ${worker.deployedName}`,
    async done() {
      const { version, percentage } = await readRollout(release, worker);
      return version !== null && (!isWhole || percentage === ALL);
    },
    async run() {
      const { base } = await readRollout(release, worker);
      const upload = uploadOf(release, worker, release.setsSecrets || base === null);
      await (isWhole ? deployWhole : uploadVersion)(release.account, upload);
    },
  };
}

function uploadOf({ artifactDir, commit, secrets }: Release, worker: RenderedWorker, withSecrets: boolean): Upload {
  const given = worker.requiredSecrets.filter((name) => withSecrets && secrets[name] !== undefined);
  return {
    worker,
    modulePath: join(artifactDir, moduleOf(worker.name)),
    filesPath: join(artifactDir, filesOf(worker.name)),
    tag: commit,
    message: messageOf(worker),
    secrets: Object.fromEntries(given.map((name) => [name, secrets[name] as string])),
  };
}

function splitStep(release: Release, worker: RenderedWorker, stage: Stage): Step {
  return {
    name: `${worker.deployedName} to ${stage} %`,
    done: async () => ((await readRollout(release, worker)).percentage ?? -1) >= stage,
    async run() {
      const { version, base } = await readRollout(release, worker);
      if (version === null || base === null)
        throw new Error(`${worker.deployedName} was changed by someone else meanwhile: run deploy again.`);
      const fresh = { version_id: version, percentage: stage };
      const split: Split = stage === ALL ? [fresh] : [fresh, { version_id: base.id, percentage: ALL - stage }];
      await release.cloudflare.split(worker.deployedName, split, `ledge ${release.commit.slice(0, 12)} to ${stage} %`);
    },
  };
}

/** Done when the release went further, which it does only after the test passed. The last test always runs. */
function smokeStep(release: Release, gradual: readonly RenderedWorker[], stage: Stage): Step {
  return {
    name: `smoke at ${stage} %`,
    async done() {
      const rollouts = await Promise.all(gradual.map((worker) => readRollout(release, worker)));
      return rollouts.some(({ percentage }) => (percentage ?? -1) > stage);
    },
    async run() {
      await release.wait(SETTLE_MS + (stage === 0 || stage === ALL ? 0 : release.canaryMs));
      const versions = await Promise.all(
        gradual.map(async (worker) => `${worker.deployedName}="${(await readRollout(release, worker)).version}"`),
      );
      const { passed, reason } = await release.smoke(release.commit, stage === ALL ? null : versions.join(", "));
      if (!passed) throw new SmokeFailed(`The smoke test failed at ${stage} %: ${reason}`);
    },
  };
}

function triggerStep(release: Release, worker: RenderedWorker): Step {
  return {
    name: `triggers of ${worker.deployedName}`,
    // Consumers and crons are set again, which changes nothing; a Worker without any has to be off workers.dev.
    async done() {
      if (worker.hasTriggers || (await release.cloudflare.worker(worker.deployedName)) === null) return false;
      return !(await release.cloudflare.isOnWorkersDev(worker.deployedName));
    },
    run: async () => await deployTriggers(release.account, uploadOf(release, worker, false)),
  };
}

/** A rollback began and did not end: going forward again would bring a version that failed back to everybody. */
async function isHalfUndone({ cloudflare, commit, workers }: Release): Promise<boolean> {
  const states = await Promise.all(workers.map(({ deployedName }) => cloudflare.worker(deployedName)));
  const current = states.map((state) => state?.deployments[0]);
  const isBack = (at: number): boolean => current[at]?.annotations?.["workers/message"] === rollbackOf(commit);
  const isOut = (at: number): boolean =>
    current[at]?.versions.some(({ version_id: id }) =>
      states[at]?.versions.some((version) => version.id === id && version.annotations?.["workers/tag"] === commit),
    ) === true;
  return workers.some((_, at) => isBack(at)) && workers.some((_, at) => isOut(at));
}

/** Brings back what served before, callers first. @returns a sentence on what went back and what could not. */
async function undo(release: Release, onStep: OnStep): Promise<string> {
  const stuck: string[] = [];
  for (const worker of [...release.workers].reverse()) {
    const { base, isWhole, percentage } = await readRollout(release, worker);
    if (percentage === null) continue;
    if (isWhole || base === null) {
      stuck.push(`${worker.deployedName} (${base === null ? "it is new" : "its Durable Objects changed"})`);
      continue;
    }
    await runSteps([backStep(release.cloudflare, worker.deployedName, base.id, release.commit)], onStep, release.wait);
  }
  return stuck.length === 0
    ? "Rolled back: the versions before serve everybody again."
    : `Rolled back what can be. These stay, there is nothing to go back to: ${stuck.join(", ")}. Roll forward.`;
}

/** Gives all of a Worker's traffic to the version that served before `commit`. */
export function backStep(cloudflare: Cloudflare, worker: string, version: string, commit: string): Step {
  return {
    name: `${worker} back`,
    done: async () => isAll((await cloudflare.worker(worker))?.deployments[0], version),
    run: async () => await cloudflare.split(worker, [{ version_id: version, percentage: ALL }], rollbackOf(commit)),
  };
}
