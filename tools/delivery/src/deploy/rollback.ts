// `npm run deploy -- --rollback COMMIT`: rolls that commit's release back in every Worker, callers first. For a release that passed its
// smoke tests and is wrong all the same, or that was interrupted. A version has the secrets of its time: across a change of secrets no version goes back, and the
// earlier commit's artifact is released again with today's. Only a change that is not finished is undone, because the values before are good until it is.
import type { Wait } from "./api.ts";
import type { Cloudflare, Version, WorkerState } from "./cloudflare.ts";
import { changedSecrets, commitOf, digestsIn, isReleased } from "./generations.ts";
import { backStep } from "./release-steps.ts";
import { isRollbackOf, objectsOf, releaseIn, rollbackOf, tagOf } from "./rollout.ts";
import { type OnStep, runSteps } from "./steps.ts";

/** A Worker that the commit serves. */
interface Served {
  readonly name: string;
  readonly state: WorkerState;
  /** The commit's version. */
  readonly current: Version;
  /** The release whose stage the deployment is; null: somebody else made it. */
  readonly release: string | null;
}

/** A release that has not reached everybody. */
interface Unfinished {
  readonly release: string;
  /** Of the commit that served already: its secrets alone change, and only in the Workers that have them. */
  readonly isRotation: boolean;
}

/**
 * Gives all traffic of the commit's versions to those before them. A Worker that the commit does not serve any more is left as it is; so is one that a rotation of
 * this commit has not reached, when that is what is undone.
 *
 * @param workers deployed names, callees first.
 * @returns a line per Worker that goes back.
 * @throws before anything is changed, when a Worker cannot go back.
 */
export async function rollback(
  cloudflare: Cloudflare,
  workers: readonly string[],
  commit: string,
  onStep: OnStep,
  wait: Wait,
): Promise<string[]> {
  const states = new Map<string, WorkerState>();
  for (const name of [...workers].reverse()) {
    const state = await cloudflare.worker(name);
    if (state !== null) states.set(name, state);
  }
  const served = [...states].flatMap(([name, state]) => servedBy(name, state, commit));
  const unfinished = unfinishedOf(served, [...states.values()]);
  const back = served
    .filter(({ release }) => unfinished?.isRotation !== true || release === unfinished.release)
    .map((one) => ({ ...one, ...targetOf(one, commit, unfinished) }));
  await runSteps(
    back.map(({ name, base, current, release, force }) => {
      const rolledBack = release !== null && release === unfinished?.release ? release : (commitOf(current) ?? commit);
      return backStep(cloudflare, name, base.id, rolledBack, force);
    }),
    onStep,
    wait,
  );
  return back.map(({ name, state, current, base }) => `${name}: ${tagOf(state, current.id)} → ${tagOf(state, base.id)}`);
}

const isOf = (commit: string, version: Version): boolean => commitOf(version)?.startsWith(commit) === true;

/** The versions among which the traffic is split, newest first; one that gets 0 % is among them. */
function servingOf({ deployments, versions }: WorkerState): Version[] {
  const ids = (deployments[0]?.versions ?? []).map(({ version_id: id }) => id);
  return versions.filter(({ id }) => ids.includes(id));
}

const annotationOf = ({ deployments }: WorkerState): string | null => deployments[0]?.annotations?.["workers/message"] ?? null;

function servedBy(name: string, state: WorkerState, commit: string): Served[] {
  const current = servingOf(state).find((version) => isOf(commit, version));
  return current === undefined ? [] : [{ name, state, current, release: releaseIn(annotationOf(state)) }];
}

/** The release that is split in a Worker, or whose undoing another Worker has begun; null: the commit's has ended. */
function unfinishedOf(served: readonly Served[], all: readonly WorkerState[]): Unfinished | null {
  const undone = new Set(all.map(annotationOf));
  const found = served.find(({ release, state }) => release !== null && (servingOf(state).length > 1 || undone.has(rollbackOf(release))));
  if (found === undefined) return null;
  const { state, current, release } = found;
  const base = servedBefore(state, (id) => id === current.id);
  return { release: release as string, isRotation: base !== null && commitOf(base) === commitOf(current) };
}

/**
 * The version that served before ours did. One that a release gave some traffic to, and that was taken back since, is none to go back to.
 *
 * @param isOurs by a version's id.
 */
function servedBefore({ deployments, versions }: WorkerState, isOurs: (id: string) => boolean): Version | null {
  const undone: string[] = [];
  for (const { versions: split, annotations } of deployments) {
    const message = annotations?.["workers/message"] ?? "";
    undone.push(message);
    const release = releaseIn(message);
    if (release !== null && undone.some((one) => isRollbackOf(one, release))) continue;
    if (split.some(({ version_id: id }) => isOurs(id))) continue;
    const id = split.find(({ percentage }) => percentage > 0)?.version_id;
    if (id !== undefined) return versions.find((one) => one.id === id) ?? { id };
  }
  return null;
}

/** @throws when the Worker cannot go back. */
function targetOf(
  { name, state, current, release }: Served,
  commit: string,
  unfinished: Unfinished | null,
): { base: Version; force: boolean } {
  const isUndone = unfinished !== null && release === unfinished.release;
  const base = servedBefore(state, (id) => {
    const version = state.versions.find((one) => one.id === id);
    if (unfinished?.isRotation === true) return id === current.id;
    return version !== undefined && (isOf(commit, version) || !isReleased(version));
  });
  if (base === null) throw new Error(`${name} has no version before ${tagOf(state, current.id)} to go back to. Roll forward.`);
  if (objectsOf(current) !== objectsOf(base)) {
    throw new Error(`${name} cannot go back: its Durable Objects changed since ${tagOf(state, base.id)}. Roll forward.`);
  }
  const isReplaced = servingOf(state).some((serving) => isSecretReplaced(serving, base));
  if (isReplaced && !isUndone) {
    throw new Error(
      `${name} cannot go back to a version of ${tagOf(state, base.id)}: its secrets were replaced since, and the version has those before. Release that commit's ` +
        "artifact with today's secrets: the same command with --artifact (docs/runbooks/roll-back.md).",
    );
  }
  return { base, force: isReplaced };
}

/** Whether a version has a secret with another value than one that serves, which Cloudflare compares too when that gets 0 %. */
function isSecretReplaced(serving: Version, target: Version): boolean {
  if (serving.id === target.id) return false;
  const digests = digestsIn(serving);
  return digests === null || changedSecrets(digests, target).length > 0;
}
