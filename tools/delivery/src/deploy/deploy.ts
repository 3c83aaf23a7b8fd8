// `npm run deploy`, put together: reads what is to be released and where, and carries it out. Files, clock, waiting and output are
// arguments.
import { join } from "node:path";
import { configOf, contentDigest, type Manifest, verifyArtifact, workersOf } from "../build/artifact.ts";
import { BadArguments } from "@ledge/command/command-line";
import type { DatabaseText } from "@ledge/database/migrate/database-text";
import { recordedIn } from "@ledge/database/migrate/migrate";
import type { Wait } from "./api.ts";
import { cleanCommit } from "@ledge/repository/clean-commit";
import { Cloudflare, PERMISSIONS as CLOUDFLARE_PERMISSIONS } from "./cloudflare.ts";
import { type Environment, readEnvironment } from "./environment.ts";
import { journal } from "./journal.ts";
import { Neon, PERMISSIONS as NEON_PERMISSIONS } from "./neon.ts";
import { calleesFirst } from "./order.ts";
import { answersStep, destroy, foundations, hostSteps, leftOf, openPreviewDatabase, previewSecrets, type Stores } from "./preview.ts";
import { releaseSteps, runRelease } from "./release.ts";
import type { Release, ReleasedSchema, Smoke } from "./release-steps.ts";
import { requireNothingTakenAway, requireServes } from "./earlier-artifact.ts";
import { type Content, type RenderedWorker, renderWorker } from "./render.ts";
import { rollback } from "./rollback.ts";
import { requireNothingLater } from "./serving.ts";
import type { Settings } from "./settings.ts";
import { type OnStep, runSteps, type Step } from "./steps.ts";

export interface DeployContext {
  readonly root: string;
  /** The gateway's first: it has the host name. */
  readonly configs: readonly string[];
  /** Names of Workers that are called by RPC alone. */
  readonly byRpc: readonly string[];
  readonly databaseText: DatabaseText;
  readonly smoke: (environment: Environment, operatorKey: string) => Smoke;
  /** What GET /metrics answers. @throws when it does not. */
  readonly metrics: (environment: Environment, operatorKey: string) => Promise<string>;
  /** Moves the first money on a preview; again, it moves nothing. */
  readonly seed: (environment: Environment, operatorKey: string) => Promise<void>;
  /** Whether anything answers at a URL, whatever it says. */
  readonly reachable: (url: string) => Promise<boolean>;
  readonly wait: Wait;
  readonly now: () => Date;
  readonly say: (line: string) => void;
  /** Called after each step, besides the journal. */
  readonly onStep?: OnStep;
}

/** Does what the settings say. @throws with a message for the operator; what was done stays done, and running it again continues. */
export async function deploy(settings: Settings, context: DeployContext): Promise<void> {
  const environment = readEnvironment(settings.env, settings.outputsFile);
  const cloudflare = new Cloudflare(
    { name: "Cloudflare", baseUrl: settings.cloudflare.apiUrl, token: settings.cloudflare.token, permissions: CLOUDFLARE_PERMISSIONS },
    environment.accountId,
    context.wait,
  );
  const neonCloud = { name: "Neon", baseUrl: settings.neon.apiUrl, token: settings.neon.token ?? "", permissions: NEON_PERMISSIONS };
  const neon = new Neon(neonCloud, environment.neon.projectId, context.wait, () => context.now().getTime());
  if (settings.task === "destroy") return await destroyAndList(environment, cloudflare, neon, context.say);

  const head = await cleanCommit(context.root);
  if (settings.task === "rollback") return await leave(settings, context, environment, cloudflare, head);

  const isEarlier = settings.task === "earlier artifact";
  const manifest = verifyArtifact(settings.artifactDir, isEarlier ? null : head);
  const { commit } = manifest;
  const onStep = noted(settings, context, commit);
  const render = (secrets: Readonly<Record<string, string>>): RenderedWorker[] =>
    rendered(settings.artifactDir, manifest, environment, secrets);
  const named = render({});
  context.say(`${commit} to ${environment.name}, callees first: ${named.map(({ deployedName }) => deployedName).join(", ")}`);
  if (environment.isPreview && settings.task === "dry-run") return await sayFoundations(environment, named, cloudflare, neon, context);
  const names = named.map(({ deployedName }) => deployedName);
  if (isEarlier) await requireServes(cloudflare, names, settings.leave, manifest);
  else if (!environment.isPreview) await requireNothingLater(context.root, cloudflare, names, commit);
  if (!environment.isPreview) await requirePublished(environment.name, named, cloudflare);
  const secrets = await secretsOf(settings, environment, named, cloudflare, neon, context, onStep);
  const recorded = isEarlier ? await recordedIn(settings.auditorUrl ?? "") : null;
  if (recorded !== null) requireNothingTakenAway(settings.artifactDir, manifest, context.databaseText, recorded);
  const release: Release = {
    commit,
    workers: render(secrets.workers),
    artifactDir: settings.artifactDir,
    cloudflare,
    account: { apiUrl: settings.cloudflare.apiUrl, accountId: environment.accountId, token: settings.cloudflare.token },
    schema: isEarlier || secrets.database === null ? null : { ...secrets.database, text: context.databaseText },
    secrets: secrets.workers,
    setsSecrets: settings.setsSecrets,
    byRpc: context.byRpc,
    smoke: context.smoke(environment, secrets.operatorKey),
    metrics: async () => await context.metrics(environment, secrets.operatorKey),
    say: context.say,
    canaryMs: settings.canaryMs,
    wait: context.wait,
    afterUploads: environment.isPreview ? stepsOfHosts(environment, context, cloudflare) : [],
  };
  if (settings.task === "dry-run") {
    for (const step of await releaseSteps(release)) context.say(`${(await step.done()) ? "is done" : "to do  "}  ${step.name}`);
    return;
  }
  await runRelease(release, onStep);
  if (environment.isPreview) {
    const seed: Step = { name: "seed", done: async () => false, run: () => context.seed(environment, secrets.operatorKey) };
    await runSteps([seed], onStep, context.wait);
  }
  context.say(`${commit} serves everybody at https://${environment.hosts.api}.`);
}

async function leave(
  settings: Settings,
  context: DeployContext,
  environment: Environment,
  cloudflare: Cloudflare,
  head: string,
): Promise<void> {
  const workers = inOrder(context.configs.map((config) => renderWorker(context.root, config, environment, head, UNKNOWN)));
  const names = workers.map(({ deployedName }) => deployedName);
  const lines = await rollback(cloudflare, names, settings.leave, noted(settings, context, settings.leave), context.wait);
  if (lines.length === 0) context.say(`${settings.leave} serves nobody in ${environment.name}.`);
  else [...lines, TRIGGERS_STAY].forEach(context.say);
}

const stepsOfHosts = (environment: Environment, context: DeployContext, cloudflare: Cloudflare): Step[] => [
  ...hostSteps(environment, environment.workerName(gatewayOf(context, environment)), cloudflare),
  answersStep(environment, context.reachable, context.wait, context.now),
];

function noted(settings: Settings, context: DeployContext, commit: string): OnStep {
  if (settings.task === "dry-run") return () => undefined;
  const note = journal(join(context.root, ".ledge", "deploy"), settings.env, commit, context.now, context.say);
  return (step, outcome) => {
    note(step, outcome);
    context.onStep?.(step, outcome);
  };
}

/** The artifact's Workers for an environment, callees first. */
function rendered(
  artifactDir: string,
  manifest: Manifest,
  environment: Environment,
  secrets: Readonly<Record<string, string>>,
): RenderedWorker[] {
  const content: Content = { files: (name) => contentDigest(manifest, name), secrets };
  return inOrder(workersOf(manifest).map((name) => renderWorker(artifactDir, configOf(name), environment, manifest.commit, content)));
}

function inOrder(workers: readonly RenderedWorker[]): RenderedWorker[] {
  const order = calleesFirst(workers.map(({ deployedName, callees }) => ({ name: deployedName, callees })));
  return order.map((name) => workers.find(({ deployedName }) => deployedName === name) as RenderedWorker);
}

const gatewayOf = ({ root, configs }: DeployContext, environment: Environment): string =>
  renderWorker(root, configs[0] as string, environment, "", UNKNOWN).name;

const TRIGGERS_STAY = "Consumers and crons stay those of the release that was left: they belong to no version. The next release sets them.";
/** Of Workers whose content does not matter. */
const UNKNOWN: Content = { files: () => "", secrets: {} };

interface Secrets {
  readonly database: Omit<ReleasedSchema, "text"> | null;
  readonly operatorKey: string;
  readonly workers: Readonly<Record<string, string>>;
}

/** Of a lasting environment: those given. Of a preview: derived, once its own queues and database are there. */
async function secretsOf(
  settings: Settings,
  environment: Environment,
  workers: readonly RenderedWorker[],
  cloudflare: Cloudflare,
  neon: Neon,
  context: DeployContext,
  onStep: OnStep,
): Promise<Secrets> {
  const { auditorUrl, rotatorUrl, operatorKey, previewSeed } = settings;
  if (!environment.isPreview) {
    if (operatorKey === null) throw new BadArguments("LEDGE_KEY must be set.");
    return { database: auditorUrl === null ? null : { auditorUrl, rotatorUrl }, operatorKey, workers: settings.secrets };
  }
  const secrets = previewSecrets(previewSeed ?? "", environment.name, environment.hosts.log);
  await runSteps(foundations(environment, storesOf(workers), cloudflare, neon, context.now()), onStep, context.wait);
  const database = await openPreviewDatabase(environment, neon, secrets, context.databaseText);
  await publishPreview(workers, database.runtimeUrl, cloudflare);
  const names = [...new Set(workers.flatMap(({ requiredSecrets }) => requiredSecrets))];
  return {
    database,
    operatorKey: secrets.operatorToken,
    workers: Object.fromEntries(names.map((name) => [name, secrets.worker(name)])),
  };
}

/** @throws while the Workers would find no login to the database. */
async function requirePublished(name: string, workers: readonly RenderedWorker[], cloudflare: Cloudflare): Promise<void> {
  for (const place of workers.flatMap(({ storedSecrets }) => storedSecrets)) {
    if ((await cloudflare.storedSecret(place).published()) !== null) continue;
    throw new Error(
      `${place.secret_name} of the secrets store has no login to the database yet: npm run environment:prepare -- --env ${name}`,
    );
  }
}

/** A preview's login is derived, and is the same each time. */
async function publishPreview(workers: readonly RenderedWorker[], url: string, cloudflare: Cloudflare): Promise<void> {
  for (const place of workers.flatMap(({ storedSecrets }) => storedSecrets)) {
    const secret = cloudflare.storedSecret(place);
    const generation = ((await secret.published())?.generation ?? 0) + 1;
    await secret.publish({ generation, urls: [url] }, ["derived"]);
  }
}

const storesOf = (workers: readonly RenderedWorker[]): Stores => ({
  queues: [...new Set(workers.flatMap(({ queues }) => queues))],
  buckets: [...new Set(workers.flatMap(({ buckets }) => buckets))],
});

async function sayFoundations(
  environment: Environment,
  workers: readonly RenderedWorker[],
  cloudflare: Cloudflare,
  neon: Neon,
  { say, now }: DeployContext,
): Promise<void> {
  const steps = foundations(environment, storesOf(workers), cloudflare, neon, now());
  for (const step of steps) say(`${(await step.done()) ? "is done" : "to do  "}  ${step.name}`);
  for (const { deployedName } of workers) {
    say(`${(await cloudflare.worker(deployedName)) === null ? "to do    deploy" : "to do    upload"} ${deployedName}`);
  }
}

async function destroyAndList(environment: Environment, cloudflare: Cloudflare, neon: Neon, say: (line: string) => void): Promise<void> {
  for (const name of await destroy(environment, cloudflare, neon)) say(`✓ removed ${name}`);
  const left = await leftOf(environment, cloudflare, neon);
  if (left.length > 0) throw new Error(`Left of ${environment.name}, run it again:\n  ${left.join("\n  ")}`);
  say(`Nothing is left of ${environment.name}.`);
}
