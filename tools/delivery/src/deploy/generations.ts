// Generations of a Worker's secrets. A version holds the values that it was uploaded with, so an old version would bring back what was replaced since: a password that
// nobody may use any more, or one that no database takes. Each version's tag has the number of its generation, and its message a digest of each value; which of them
// serve is read from the account.
import { digestOf } from "../build/artifact.ts";
import type { Version, WorkerState } from "./cloudflare.ts";

const DIGEST_DIGITS = 16;
const FIRST = 1;
const SECRETS = / secrets=([^ ]+)/;
const GENERATION = /-g(\d+)$/;

/** A digest of each secret, by its name. */
export type Digests = Readonly<Record<string, string>>;

/** What a Worker's secrets would become. */
export interface Succession {
  /** That the version would have. */
  readonly generation: number;
  /** Of the version that serves, or of the last release's where that was made by hand; null: none serves. */
  readonly serving: number | null;
  /** Names of those that the serving version has with another value. */
  readonly changed: readonly string[];
  /** Of these, the names whose value an earlier generation had: it was replaced. */
  readonly replaced: readonly string[];
}

/**
 * A digest that reveals nothing of a value, because each has at least 128 random bits (docs/runbooks/deploy.md has how they are made).
 *
 * @param values by name; of some other Worker the same value has another digest.
 */
export const digestsOf = (worker: string, names: readonly string[], values: Readonly<Record<string, string>>): Digests =>
  Object.fromEntries(names.map((name) => [name, digestOf(JSON.stringify([worker, name, values[name] ?? null])).slice(0, DIGEST_DIGITS)]));

/** As a version's message has them: NAME:digest, sorted. */
export const secretsText = (digests: Digests): string =>
  Object.entries(digests)
    .map(([name, digest]) => `${name}:${digest}`)
    .sort()
    .join(",") || "none";

/** @param state null: there is no such Worker. */
export function successionOf(state: WorkerState | null, given: Digests): Succession {
  const versions = state?.versions ?? [];
  const serving = state === null ? null : releasedVersion(state);
  if (serving === null) return { generation: same(versions, given) ?? newest(versions) + 1, serving: null, changed: [], replaced: [] };
  const number = generationOf(serving);
  const changed = changedSecrets(given, serving);
  if (changed.length === 0) return { generation: number, serving: number, changed, replaced: [] };
  const earlier = versions.filter((version) => generationOf(version) < number).map(digestsIn);
  const replaced = changed.filter((name) => earlier.some((digests) => digests?.[name] === given[name]));
  const started = same(
    versions.filter((version) => generationOf(version) > number),
    given,
  );
  return { generation: started ?? newest(versions) + 1, serving: number, changed, replaced };
}

/** Names of the secrets that two versions have with different values. All of `ours`, when the other was not made by a release. */
export function changedSecrets(ours: Digests, other: Version): string[] {
  const theirs = digestsIn(other);
  return Object.keys(ours).filter((name) => theirs === null || (theirs[name] !== undefined && theirs[name] !== ours[name]));
}

/** The version with most of the traffic; null: none serves. */
export function servingVersion({ deployments, versions }: WorkerState): Version | null {
  const [most] = [...(deployments[0]?.versions ?? [])].sort((one, other) => other.percentage - one.percentage);
  return most === undefined ? null : (versions.find(({ id }) => id === most.version_id) ?? { id: most.version_id });
}

/** The version that serves; where it was made by hand, the last one that served and was made by a release, or the newest of these. Null: none serves. */
export function releasedVersion(state: WorkerState): Version | null {
  const serving = servingVersion(state);
  if (serving === null || isReleased(serving)) return serving;
  const served = state.deployments.map((deployment) => servingVersion({ ...state, deployments: [deployment] }));
  return [...served, ...state.versions].find((version) => version !== null && isReleased(version)) ?? serving;
}

/** Whether a release uploaded it. */
export const isReleased = (version: Version): boolean => generationOf(version) > 0;

/** The digests of a version's secrets; null: it was not made by a release. */
export function digestsIn({ annotations }: Version): Digests | null {
  const text = SECRETS.exec(annotations?.["workers/message"] ?? "")?.[1];
  if (text === undefined) return null;
  return Object.fromEntries(text === "none" ? [] : text.split(",").map((one) => one.split(":") as [string, string]));
}

/** The tag of a version. */
export const tagFor = (commit: string, generation: number): string => `${commit}-g${generation}`;

/** The commit in a version's tag; null: it has none. */
export const commitOf = ({ annotations }: Version): string | null => annotations?.["workers/tag"]?.replace(GENERATION, "") ?? null;

/** Zero for a version that was not made by a release. */
const generationOf = ({ annotations }: Version): number => Number(GENERATION.exec(annotations?.["workers/tag"] ?? "")?.[1] ?? 0);

const newest = (versions: readonly Version[]): number => Math.max(FIRST - 1, ...versions.map(generationOf));

/** The generation of a version with exactly these secrets; null: there is none. */
function same(versions: readonly Version[], given: Digests): number | null {
  const found = versions.find(({ annotations }) => SECRETS.exec(annotations?.["workers/message"] ?? "")?.[1] === secretsText(given));
  return found === undefined ? null : generationOf(found);
}
