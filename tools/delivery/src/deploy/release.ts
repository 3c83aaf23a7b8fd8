// The release of a commit to one environment: versions are uploaded callees first and get 0 %, 10 % and then all of the traffic, with a
// smoke test each time, and a comparison with the versions before at 10 %; when one fails, callers go back first. Migrations that only add come before, those that take away come after.
import type { DatabaseText, Migration } from "@ledge/database/migrate/database-text";
import { faultsOfFunctions } from "@ledge/database/migrate/expand-functions";
import { byPhase, faultsOfExpansion, type Phase } from "@ledge/database/migrate/expand-only";
import { changed, newestOf, pending, type Recorded } from "@ledge/database/migrate/history";
import { migrate, recordedIn } from "@ledge/database/migrate/migrate";
import { withMigrator } from "@ledge/database/migrate/open-migrator";
import { endpointOf, type OtlpVariables } from "@ledge/shared/telemetry/otlp-endpoint";
import { changedSecrets } from "./generations.ts";
import {
  ALL,
  backStep,
  nameOf,
  readRollout,
  type Release,
  type ReleasedSchema,
  settingsStep,
  StageFailed,
  smokeStep,
  splitStep,
  type Stage,
  STAGES,
  triggerStep,
  uploadStep,
} from "./release-steps.ts";
import { CANARY, type GuardSteps, guardSteps } from "./guard-step.ts";
import { leftoversStep } from "./leftovers.ts";
import { rollbackOf, type Rollout, stageOf } from "./rollout.ts";
import { COLLECTOR_SECRET, type RenderedWorker } from "./render.ts";
import { type OnStep, runSteps, type Step } from "./steps.ts";

/**
 * Carries the release out, or continues it.
 *
 * @throws {StageFailed} after the old versions serve again.
 */
export async function runRelease(release: Release, onStep: OnStep): Promise<void> {
  if (await isHalfUndone(release)) throw new StageFailed(`This commit was being rolled back.\n${await undo(release, onStep)}`);
  try {
    await runSteps(await releaseSteps(release), onStep, release.wait);
  } catch (error) {
    if (error instanceof StageFailed) throw new StageFailed(`${error.message}\n${await undo(release, onStep)}`);
    throw error;
  }
}

/** The steps, as far as what they do is known beforehand. @throws before anything is changed when the release cannot be made. */
export async function releaseSteps(release: Release): Promise<Step[]> {
  const rollouts = await Promise.all(release.workers.map((worker) => readRollout(release, worker)));
  // Only a runtime that serves already can be broken by a migration.
  const schema = await schemaSteps(
    release,
    rollouts.some(({ base }) => base !== null),
  );
  requireSecrets(release, rollouts);
  const gradual = release.workers.filter((_, index) => rollouts[index]?.isWhole === false);
  // Nobody looks on while a canary is served for no time, as on a preview.
  const guard = gradual.length > 0 && release.canaryMs > 0 ? guardSteps(release, gradual) : null;
  return [
    ...(guard === null ? [] : [guard.atFirst]),
    ...schema.before,
    ...release.workers.map((worker, index) => uploadStep(release, worker, rollouts[index]?.isWhole === true)),
    ...release.workers.filter(({ config }) => config["observability"] !== undefined).map((worker) => settingsStep(release, worker)),
    ...release.afterUploads,
    ...(gradual.length === 0 ? [smokeStep(release, [], ALL)] : STAGES.flatMap((stage) => stageSteps(release, gradual, stage, guard))),
    // Those that were deployed at once have their triggers already, unless that was interrupted.
    ...release.workers.filter((worker) => worker.hasTriggers || !gradual.includes(worker)).map((worker) => triggerStep(release, worker)),
    ...release.workers.map((worker) => leftoversStep(release.cloudflare, worker)),
    ...schema.after,
  ];
}

function stageSteps(release: Release, gradual: readonly RenderedWorker[], stage: Stage, guard: GuardSteps | null): Step[] {
  const isGuarded = stage === CANARY && guard !== null;
  return [
    ...(isGuarded ? [guard.beforeCanary] : []),
    ...gradual.map((worker) => splitStep(release, worker, stage)),
    smokeStep(release, gradual, stage),
    ...(isGuarded ? [guard.afterCanary] : []),
  ];
}

/** What changes the schema, before the uploads and after everybody is served. @throws when it would break the runtime that serves. */
async function schemaSteps({ schema }: Release, isServed: boolean): Promise<{ before: Step[]; after: Step[] }> {
  if (schema === null) return { before: [], after: [] };
  const { text } = schema;
  const recorded = await recordedIn(schema.auditorUrl);
  const phases = byPhase(pending(text.migrations, recorded.migrations));
  changed(text.functions, recorded.functions);
  if (isServed) await requireExpansion(text, recorded, phases);
  const step = (name: string, upTo: number): Step => migrationStep(schema, name, upTo);
  return {
    before: [step("expand the schema", recorded.migrations.length + phases.expand.length)],
    after: phases.contract.length === 0 ? [] : [step("contract the schema", text.migrations.length)],
  };
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

/** Each version gets its secrets by value, and none that was replaced. */
function requireSecrets({ workers, secrets, setsSecrets }: Release, rollouts: readonly Rollout[]): void {
  const missing = workers.flatMap(({ requiredSecrets }) => requiredSecrets).filter((name) => secrets[name] === undefined);
  if (missing.length > 0) {
    throw new Error(`These secrets must be in the environment, as LEDGE_SECRET_NAME: ${[...new Set(missing)].sort().join(", ")}.`);
  }
  for (const { requiredSecrets, config } of workers) {
    // It throws for what the Worker could only log, when it serves.
    if (requiredSecrets.includes(COLLECTOR_SECRET))
      endpointOf({ ...(config["vars"] as OtlpVariables), [COLLECTOR_SECRET]: secrets[COLLECTOR_SECRET] ?? "" });
  }
  rollouts.forEach(({ succession: { changed: names, replaced, serving } }, index) => {
    const name = workers[index]?.deployedName;
    if (replaced.length > 0) {
      throw new Error(
        `${name} would get a value of ${replaced.join(", ")} that was replaced: it serves with generation ${serving} of its secrets. Take today's values.`,
      );
    }
    if (names.length > 0 && !setsSecrets) {
      throw new Error(`${name} serves with other secrets (${names.join(", ")}). If they are to change, say --secrets.`);
    }
  });
}

/** @param upTo how many migrations the database is to have then; its functions are those of the release. */
function migrationStep({ rotatorUrl, auditorUrl, text }: ReleasedSchema, name: string, upTo: number): Step {
  return {
    name,
    async done() {
      const recorded = await recordedIn(auditorUrl);
      return recorded.migrations.length >= upTo && changed(text.functions, recorded.functions).length === 0;
    },
    async run() {
      if (rotatorUrl === null) throw new Error("ROTATOR_DATABASE_URL must be set: the release has a step that migrates.");
      await withMigrator(rotatorUrl, async (migratorUrl) => await migrate(migratorUrl, text, { upTo }));
    },
  };
}

/** A rollback began and did not end: going forward again would bring a version that failed back to everybody. */
async function isHalfUndone(release: Release): Promise<boolean> {
  const rollouts = await Promise.all(release.workers.map((worker) => readRollout(release, worker)));
  const name = nameOf(release);
  const isOut = ({ percentage, deployedAs }: Rollout): boolean =>
    percentage !== null && STAGES.some((stage) => deployedAs === stageOf(name, stage));
  return rollouts.some(({ deployedAs }) => deployedAs === rollbackOf(name)) && rollouts.some(isOut);
}

/** Brings back what served before, callers first. @returns a sentence on what went back and what could not. */
async function undo(release: Release, onStep: OnStep): Promise<string> {
  const stuck: string[] = [];
  for (const worker of [...release.workers].reverse()) {
    const { base, isWhole, percentage, deployedAs } = await readRollout(release, worker);
    // A Worker that this release found as it is to be stays: it served before.
    if (percentage === null || (!isWhole && !STAGES.some((stage) => deployedAs === stageOf(nameOf(release), stage)))) continue;
    if (isWhole || base === null) {
      stuck.push(`${worker.deployedName} (${base === null ? "it is new" : "its Durable Objects changed"})`);
      continue;
    }
    const hasOtherSecrets = changedSecrets(worker.secrets, base).length > 0;
    await runSteps([backStep(release.cloudflare, worker.deployedName, base.id, nameOf(release), hasOtherSecrets)], onStep, release.wait);
  }
  return stuck.length === 0
    ? "Rolled back: the versions before serve everybody again."
    : `Rolled back what can be. These stay, there is nothing to go back to: ${stuck.join(", ")}. Roll forward.`;
}
