// How far a release is rolled out to a Worker, read from the account alone: which version is the release's, which one served before, how
// the traffic is split. A release that is resumed reads it again instead of remembering.
import { digestOf } from "../build/artifact.ts";
import type { Deployment, WorkerState, Version } from "./cloudflare.ts";
import {
  commitOf,
  isReleased,
  releasedVersion,
  secretsText,
  servingVersion,
  type Succession,
  successionOf,
  tagFor,
} from "./generations.ts";
import type { RenderedWorker } from "./render.ts";

const DIGEST_DIGITS = 16;
const RELEASE_DIGITS = 8;
const TAG_DIGITS = 12;
const ALL = 100;

/** The annotation by which a version is recognised: what it was made of. */
export const messageOf = ({ digest, objectsDigest, secrets }: RenderedWorker): string =>
  `ledge config=${digest.slice(0, DIGEST_DIGITS)} objects=${objectsDigest.slice(0, DIGEST_DIGITS)} secrets=${secretsText(secrets)}`;

export interface Rollout {
  /** The release's version; null: not uploaded. */
  readonly version: string | null;
  /** Of all traffic, what the release's version serves; null: it is not deployed at all. */
  readonly percentage: number | null;
  /** The version that served before the release, to go back to; null: there is none. */
  readonly base: Version | null;
  /** Cannot share the traffic with another version: the Worker is new, or its Durable Objects are others than those before. */
  readonly isWhole: boolean;
  /** What the release makes of the Worker's secrets. */
  readonly succession: Succession;
  /** The version's tag. */
  readonly tag: string;
  /** The annotation of the deployment that serves; null: none does. */
  readonly deployedAs: string | null;
}

/**
 * @param release its name. @param state null: there is no such Worker.
 * @throws when another release is half rolled out: two must not be mixed.
 */
export function rolloutOf(worker: RenderedWorker, commit: string, release: string, state: WorkerState | null): Rollout {
  const succession = successionOf(state, worker.secrets);
  const tag = tagFor(commit, succession.generation);
  if (state === null) return { version: null, percentage: null, base: null, isWhole: true, succession, tag, deployedAs: null };
  const message = messageOf(worker);
  const ours = sinceChangedByHand(state).find(
    (version) => commitOf(version) === commit && version.annotations?.["workers/message"] === message,
  );
  const current = state.deployments[0]?.versions ?? [];
  const deployedAs = state.deployments[0]?.annotations?.["workers/message"] ?? null;
  // The same versions may be of two releases: an ordinary one of a commit must not pass for its rotation, which is half done.
  if (current.length > 1 && releaseIn(deployedAs) !== release) {
    const split = current.map(({ version_id: id, percentage }) => `${tagOf(state, id)} ${percentage} %`).join(", ");
    throw new Error(
      `${worker.deployedName} is in the middle of another release (${split}): finish it by the command that began it, or undo it with --rollback.`,
    );
  }
  const base = baseOf(state, (id) => id === ours?.id);
  return {
    version: ours?.id ?? null,
    percentage: current.find(({ version_id: id }) => id === ours?.id)?.percentage ?? null,
    base,
    // What was changed by hand says nothing of its Durable Objects: those of the last release. Cloudflare refuses a split when they are others.
    isWhole:
      base === null ||
      objectsOf(isReleased(base) ? base : (releasedVersion(state) ?? base)) !==
        objectsOf({ id: "", annotations: { "workers/message": message } }),
    succession,
    tag,
    deployedAs,
  };
}

/**
 * The versions that a release may take up again. Once somebody has changed the Worker by hand, only those that are newer: Cloudflare takes an older one for a way
 * back across that change of secrets.
 */
function sinceChangedByHand(state: WorkerState): readonly Version[] {
  const serving = servingVersion(state);
  if (serving === null || isReleased(serving)) return state.versions;
  return state.versions.slice(
    0,
    Math.max(
      0,
      state.versions.findIndex(({ id }) => id === serving.id),
    ),
  );
}

/** The version that served last, of those that are not the release's. */
function baseOf({ deployments, versions }: WorkerState, isRelease: (id: string) => boolean): Version | null {
  for (const deployment of deployments) {
    const id = deployment.versions.find(({ version_id: one, percentage }) => !isRelease(one) && percentage > 0)?.version_id;
    if (id !== undefined) return versions.find((one) => one.id === id) ?? { id };
  }
  return null;
}

export const isAll = (deployment: Deployment | undefined, version: string): boolean =>
  deployment?.versions.length === 1 && deployment.versions[0]?.version_id === version && deployment.versions[0].percentage === ALL;

/** The annotation of a deployment that rolls a release back. @param release the commit, or the release's own name. */
export const rollbackOf = (release: string): string => `ledge rollback of ${release}`;

/** Whether an annotation says that a release was rolled back, by its name or by its commit. */
export const isRollbackOf = (message: string, release: string): boolean => {
  const [, rolledBack = ""] = /^ledge rollback of (\S+)$/.exec(message) ?? [];
  return rolledBack === release || (/^[0-9a-f]{40}$/.test(rolledBack) && release.startsWith(`${rolledBack.slice(0, TAG_DIGITS)}.`));
};

/** The annotation of a deployment of a release. */
export const stageOf = (release: string, percentage: number): string => `ledge ${release} to ${percentage} %`;

/** The name of the release that a deployment is a stage of; null: of none. */
export const releaseIn = (deployedAs: string | null): string | null => /^ledge (\S+) to \d+ %$/.exec(deployedAs ?? "")?.[1] ?? null;

/**
 * The name of a release: its commit, and a digest of what all its versions are made of. The same commit with other secrets is another release.
 */
export const releaseName = (commit: string, workers: readonly RenderedWorker[]): string =>
  `${commit.slice(0, TAG_DIGITS)}.${digestOf(JSON.stringify(workers.map(messageOf))).slice(0, RELEASE_DIGITS)}`;

/** The digest of a version's Durable Objects; null: it has no annotation. */
export const objectsOf = ({ annotations }: Version): string | null =>
  /objects=([0-9a-f]+)/.exec(annotations?.["workers/message"] ?? "")?.[1] ?? null;

/** The commit that a version was made of, or its id when it has no annotation. */
export const tagOf = ({ versions }: WorkerState, id: string): string =>
  versions.find((version) => version.id === id)?.annotations?.["workers/tag"]?.slice(0, TAG_DIGITS) ?? id;
